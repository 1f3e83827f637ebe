import Foundation
public import LessonFormat
import LessonKernel
import Transfer

/// Runs a lesson's cells in order and writes down what they did.
public struct LessonRunner {
    /// The version of `lesson` that records name.
    public static let version = "0.1.0"

    private let executable: String
    private let toolchain: Toolchain
    private let cacheDirectory: String
    private let interrupt: Interrupt

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

    /// Runs the lesson in `directory`, each cell for at most `timeout` seconds (else the lesson's own limit) and
    /// within `limits`.
    ///
    /// Throws `RunError` when the run cannot take place; what a cell does wrong is in the record.
    public func run(
        _ lesson: Lesson, in directory: String, timeout: Double? = nil, limits: ResourceLimits = ResourceLimits(),
        reporter: (any RunReporter)? = nil
    ) throws(RunError) -> RunRecord {
        let start = ContinuousClock.now
        let date = Date()
        try makeModuleCache()
        let workspace = try Workspace()
        defer { workspace.remove() }
        let compiler = CellCompiler(
            toolchain: toolchain, file: lesson.file, directory: workspace.path, moduleCache: "\(cacheDirectory)/modules"
        )
        let units = CellUnit.units(of: lesson, fingerprint: toolchain.fingerprint())
        let pipeline = CompilePipeline(units: units, compiler: compiler, cache: CellCache(directory: cacheDirectory))
        pipeline.start()
        defer { pipeline.finish() }
        var session = Session(
            kernel: try KernelProcess(
                executable: executable, directory: directory, seed: lesson.frontMatter.seed, limits: limits),
            pipeline: pipeline,
            units: Dictionary(uniqueKeysWithValues: units.map { ($0.cell.id, $0) }),
            reader: OutcomeReader(
                resolver: StackResolver(file: lesson.file, directory: workspace.path, toolchain: toolchain),
                limits: limits),
            timeout: timeout ?? lesson.frontMatter.timeout, interrupt: interrupt, reporter: reporter)
        var blocks: [RunRecord.Block] = []
        for block in lesson.blocks {
            switch block {
            case .prose(let prose): blocks.append(.prose(prose))
            case .cell(let cell): blocks.append(.cell(try session.record(of: cell)))
            }
        }
        session.kernel.kill()
        return RunRecord(
            lesson: lesson.file, title: lesson.frontMatter.title, seed: lesson.frontMatter.seed,
            status: session.status, blocks: blocks, metrics: Self.metrics(in: blocks),
            host: RunRecord.Host(
                lessonVersion: Self.version, swiftVersion: try toolchain.cachedVersion(in: cacheDirectory),
                cores: ProcessInfo.processInfo.activeProcessorCount,
                date: date.formatted(.iso8601), seconds: start.secondsUntilNow))
    }

    /// The compiler's own message about a module cache that cannot be written does not name the cause.
    private func makeModuleCache() throws(RunError) {
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

/// One run under way: takes the cells one by one until one fails.
private struct Session {
    let kernel: KernelProcess
    let pipeline: CompilePipeline
    let units: [String: CellUnit]
    let reader: OutcomeReader
    let timeout: Double
    let interrupt: Interrupt
    let reporter: (any RunReporter)?
    private(set) var status = RunRecord.Status.passed

    init(
        kernel: KernelProcess, pipeline: CompilePipeline, units: [String: CellUnit], reader: OutcomeReader,
        timeout: Double, interrupt: Interrupt, reporter: (any RunReporter)?
    ) {
        self.kernel = kernel
        self.pipeline = pipeline
        self.units = units
        self.reader = reader
        self.timeout = timeout
        self.interrupt = interrupt
        self.reporter = reporter
    }

    mutating func record(of cell: Cell) throws(RunError) -> CellRecord {
        guard let unit = units[cell.id] else { return CellRecord(cell: cell, outcome: Outcome(.shown)) }
        guard status == .passed else { return CellRecord(cell: cell, outcome: Outcome(.notRun)) }
        reporter?.cellBegan(cell)
        let record = try outcome(of: unit)
        if record.outcome.isFailure {
            status = record.outcome.kind == .interrupted ? .interrupted : .failed
        }
        reporter?.cellEnded(record)
        return record
    }

    private func outcome(of unit: CellUnit) throws(RunError) -> CellRecord {
        let cell = unit.cell
        let waiting = ContinuousClock.now
        let limit = max(timeout, CellCompiler.patience)
        let compiled = try pipeline.result(
            of: unit, unless: { interrupt.isTriggered || waiting.secondsUntilNow > limit })
        guard let compiled else {
            let outcome =
                interrupt.isTriggered ? reader.interruption(of: cell) : reader.slowCompilation(of: cell, limit: limit)
            return CellRecord(
                cell: cell, outcome: outcome, timing: CellRecord.Timing(compile: waiting.secondsUntilNow))
        }
        var record = CellRecord(
            cell: cell, outcome: Outcome(.ok), diagnostics: compiled.diagnostics,
            timing: CellRecord.Timing(compile: compiled.seconds))
        guard let library = compiled.library else {
            let first = compiled.diagnostics.first { $0.severity == .error }
            record.outcome = Outcome(.compileError, message: first?.message ?? "", line: first?.line ?? cell.codeLine)
            return record
        }
        if cell.options.noRun {
            record.outcome = Outcome(.compiled)
            return record
        }
        let start = ContinuousClock.now
        var collector = OutputCollector(limit: reader.limits.output)
        let end = kernel.run(
            KernelCommand(library: library, entry: unit.entry), timeout: timeout, interrupt: interrupt,
            into: &collector, progress: { reporter?.progressed($0, in: cell) })
        record.timing.run = start.secondsUntilNow
        record.outputs = collector.outputs
        record.outcome = reader.outcome(of: cell, end: end, timeout: timeout, outputs: &record.outputs)
        return record
    }
}
