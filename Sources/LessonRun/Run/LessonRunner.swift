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
        let start = ContinuousClock.now
        let date = Date()
        try checkRequirements(of: lesson, in: directory)
        try makeModuleCache()
        let workspace = try Workspace()
        defer { workspace.remove() }
        observations.ignore(workspace.path)
        observations.ignore(cacheDirectory)
        defer { LessonCache(directory: cacheDirectory).trim(.cells, to: LessonCache.cellLimit) }
        let compiler = compiler(for: lesson, in: workspace)
        let plan = RunPlan(lesson, settings: settings, fingerprint: toolchain.fingerprint())
        let pipeline = CompilePipeline(
            units: plan.units, compiler: compiler,
            cache: CellCache(directory: settings.usesCache ? cacheDirectory : "\(workspace.path)/cache"))
        pipeline.start()
        defer { pipeline.finish() }
        let kernels = KernelSupply(
            executable: executable, directory: directory, seed: lesson.frontMatter.seed, quick: settings.quick,
            limits: settings.limits, memo: settings.usesCache ? "\(cacheDirectory)/trainings" : nil,
            observations: observations)
        let resolver = StackResolver(file: lesson.file, directory: workspace.path, toolchain: toolchain)
        var session = Session(
            kernels: try RebuildableKernel(kernels, interrupt: interrupt, reporter: reporter), pipeline: pipeline,
            reader: OutcomeReader(resolver: resolver, limits: settings.limits),
            limits: TimeLimits(lesson.frontMatter, settings, start: start),
            interrupt: interrupt, reporter: reporter)
        try session.run(plan)
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
            toolchain: toolchain, file: lesson.file, directory: workspace.path,
            moduleCache: "\(cacheDirectory)/modules",
            help: CompileHelp(names: KnownNames(modules: toolchain.modules, cells: lesson.cells)))
    }

    private func checkRequirements(of lesson: Lesson, in directory: String) throws(RunError) {
        let folder = URL(fileURLWithPath: directory)
        let missing = lesson.frontMatter.requirements.filter { path in
            !FileManager.default.fileExists(atPath: URL(fileURLWithPath: path, relativeTo: folder).path)
        }
        if !missing.isEmpty { throw .missingRequirements(paths: missing, lesson: lesson.file, directory: directory) }
    }

    /// Makes the module cache, and removes what killed runs left in the others.
    ///
    /// The compiler's own message about a module cache that cannot be written does not name the cause.
    func makeModuleCache() throws(RunError) {
        let cache = CellCache(directory: cacheDirectory)
        cache.removeAbandonedDrafts()
        cache.checked.removeAbandonedDrafts()
        let path = "\(cacheDirectory)/modules"
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: path, reason: error.localizedDescription)
        }
        guard access(path, W_OK) == 0 else {
            throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
        }
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
