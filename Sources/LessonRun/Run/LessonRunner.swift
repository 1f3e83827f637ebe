import Foundation
public import LessonFormat
import LessonKernel
import Transfer

/// Runs a lesson's cells in order and writes down what they did.
public struct LessonRunner {
    /// The version of `lesson` that records name.
    public static let version = "0.1.0"

    let executable: String
    let toolchain: Toolchain
    let cacheDirectory: String
    let interrupt: Interrupt

    /// Makes a runner that starts `executable` (this program) as its kernel and keeps compiled cells in
    /// `cacheDirectory`, else in the user's cache.
    ///
    /// Throws `RunError` when a part of the toolchain is missing.
    public init(
        executable: String, interrupt: Interrupt, cacheDirectory: String? = nil
    ) throws(RunError) {
        self.executable = executable
        self.interrupt = interrupt
        toolchain = try Toolchain(executable: executable)
        self.cacheDirectory = cacheDirectory ?? CellCache.standardDirectory
    }

    /// Runs the lesson in `directory`, and notes in `observations` which files its cells use.
    ///
    /// Throws `RunError` when the run cannot take place; what a cell does wrong is in the record.
    public func run(
        _ lesson: Lesson, in directory: String, settings: RunSettings = RunSettings(),
        observations: FileObservations = FileObservations(), reporter: (any RunReporter)? = nil
    ) throws(RunError) -> RunRecord {
        try run(
            try prepare(lesson, settings: settings), in: directory, observations: observations, reporter: reporter)
    }

    /// Begins to compile a lesson that is to run soon.
    ///
    /// Throws `RunError` when it cannot be compiled here.
    public func prepare(_ lesson: Lesson, settings: RunSettings = RunSettings()) throws(RunError) -> PreparedRun {
        let modules = try prepareCaches()
        let workspace = try Workspace()
        let plan = RunPlan(lesson, settings: settings, fingerprint: toolchain.fingerprint())
        let pipeline = CompilePipeline(
            units: plan.units, compiler: compiler(for: lesson, in: workspace),
            cache: CellCache(directory: settings.usesCache ? cacheDirectory : "\(workspace.path)/cache"))
        pipeline.start()
        return PreparedRun(
            lesson: lesson, settings: settings, plan: plan, pipeline: pipeline, workspace: workspace, modules: modules)
    }

    /// Runs a lesson whose compilation has begun, and ends that.
    ///
    /// Throws `RunError` when the run cannot take place; what a cell does wrong is in the record.
    public func run(
        _ prepared: PreparedRun, in directory: String, observations: FileObservations = FileObservations(),
        reporter: (any RunReporter)? = nil
    ) throws(RunError) -> RunRecord {
        defer { prepared.finish() }
        let start = ContinuousClock.now
        let date = Date()
        let (lesson, settings) = (prepared.lesson, prepared.settings)
        try checkRequirements(of: lesson, in: directory)
        observations.ignore(prepared.workspace.path)
        observations.ignore(cacheDirectory)
        defer { LessonCache(directory: cacheDirectory).trim(.cells) }
        let kernels = KernelSupply(
            executable: executable, directory: directory, seed: lesson.frontMatter.seed, quick: settings.quick,
            limits: settings.limits,
            memo: settings.usesCache && settings.restoresTrainings ? "\(cacheDirectory)/trainings" : nil,
            observations: observations)
        let resolver = StackResolver(file: lesson.file, directory: prepared.workspace.path, toolchain: toolchain)
        var session = Session(
            kernels: try RebuildableKernel(kernels, interrupt: interrupt, reporter: reporter),
            pipeline: prepared.pipeline,
            reader: OutcomeReader(resolver: resolver, limits: settings.limits),
            limits: TimeLimits(lesson.frontMatter, settings, start: start),
            interrupt: interrupt, reporter: reporter)
        try session.run(prepared.plan)
        return record(
            of: lesson, settings: settings, session: session,
            host: RunRecord.Host(
                lessonVersion: Self.version, swiftVersion: try toolchain.cachedVersion(in: cacheDirectory),
                cores: ProcessInfo.processInfo.activeProcessorCount,
                date: date.formatted(.iso8601), seconds: start.secondsUntilNow))
    }

    private func record(
        of lesson: Lesson, settings: RunSettings, session: Session, host: RunRecord.Host
    ) -> RunRecord {
        var record = RunRecord(
            lesson: lesson.file, title: lesson.frontMatter.title, seed: lesson.frontMatter.seed,
            parameters: lesson.frontMatter.parameters, quick: settings.quick,
            selection: settings.selection.isWhole ? nil : settings.selection, status: session.status,
            blocks: session.blocks, inlineValues: session.inlineValues, metrics: Self.metrics(in: session.blocks),
            host: host)
        // A title that is the first heading may have values inside.
        record.title = record.filled(record.title)
        return record
    }

    func compiler(for lesson: Lesson, in workspace: Workspace) -> CellCompiler {
        CellCompiler(
            toolchain: toolchain,
            engine: PublicModules(toolchain, moduleCache: ModuleCache(directory: cacheDirectory).compilerPath),
            file: lesson.file, directory: workspace.path,
            moduleCache: ModuleCache(directory: cacheDirectory).compilerPath,
            help: CompileHelp(names: KnownNames(interfaces: toolchain.interfaces, cells: lesson.cells)))
    }

    private func checkRequirements(of lesson: Lesson, in directory: String) throws(RunError) {
        let folder = URL(fileURLWithPath: directory)
        let missing = lesson.frontMatter.requirements.filter { path in
            !FileManager.default.fileExists(atPath: URL(fileURLWithPath: path, relativeTo: folder).path)
        }
        if !missing.isEmpty { throw .missingRequirements(paths: missing, lesson: lesson.file, directory: directory) }
    }

    /// Makes the module cache and holds on to it, and removes what killed runs left in the others.
    func prepareCaches() throws(RunError) -> ModuleCache.Lock {
        let cache = CellCache(directory: cacheDirectory)
        cache.removeAbandonedDrafts()
        cache.checked.removeAbandonedDrafts()
        return try ModuleCache(directory: cacheDirectory).lockForUse()
    }

    private static func metrics(in blocks: [RunRecord.Block]) -> [RunRecord.RecordedMetric] {
        blocks.flatMap { block -> [RunRecord.RecordedMetric] in
            guard case .cell(let record) = block else { return [] }
            return record.outputs.compactMap { output in
                guard case .shown(.metric(let metric)) = output else { return nil }
                return RunRecord.RecordedMetric(cell: record.cell.id, name: metric.name, value: metric.value)
            }
        }
    }
}
