import Glibc
import LessonFormat
import LessonKernel

/// One run under way: takes a plan's steps one by one until one fails.
struct Session {
    private var kernels: RebuildableKernel
    private let pipeline: CompilePipeline
    private let reader: OutcomeReader
    private let limits: TimeLimits
    private let interrupt: Interrupt
    private let reporter: (any RunReporter)?
    /// How the run stands.
    private(set) var status = RunRecord.Status.passed
    /// The record's blocks so far.
    private(set) var blocks: [RunRecord.Block] = []
    /// The values in the prose so far.
    private(set) var inlineValues: [RunRecord.RecordedValue] = []
    /// The place among the blocks of the cell whose expected trap ended the last kernel.
    private var trapIndex: Int?

    init(
        kernels: RebuildableKernel, pipeline: CompilePipeline, reader: OutcomeReader, limits: TimeLimits,
        interrupt: Interrupt, reporter: (any RunReporter)?
    ) {
        self.kernels = kernels
        self.pipeline = pipeline
        self.reader = reader
        self.limits = limits
        self.interrupt = interrupt
        self.reporter = reporter
    }

    /// Takes all steps.
    mutating func run(_ plan: RunPlan) throws(RunError) {
        defer { kernels.end() }
        if let parameters = plan.parameters {
            let (record, _) = try record(of: parameters, as: { Cell.standingIn(for: parameters, at: $0) })
            if record.outcome.isFailure { fail(record) }
        }
        for step in plan.steps {
            switch step.block {
            case .prose(let prose):
                blocks.append(.prose(prose))
                if let unit = step.unit, status == .passed { try takeValues(of: prose, unit) }
            case .cell(let cell):
                let record = try record(of: cell, in: step)
                blocks.append(.cell(record))
                if record.outcome.kind == .trap, record.outcome.isExpected {
                    kernels.wasEnded(by: cell)
                    trapIndex = blocks.count - 1
                }
            }
        }
    }

    private mutating func record(of cell: Cell, in step: RunPlan.Step) throws(RunError) -> CellRecord {
        if case .leftOut(let reason) = step.role {
            return CellRecord(cell: cell, outcome: Outcome(.notRun, message: reason))
        }
        guard let unit = step.unit else { return CellRecord(cell: cell, outcome: Outcome(.shown)) }
        guard status == .passed else { return try unreached(cell, unit) }
        reporter?.cellBegan(cell)
        var (record, _) = try record(of: unit, as: { _ in cell })
        if record.outcome.isFailure {
            fail(record, isNoted: true)
        } else if step.role == .unshown {
            (record.outputs, record.diagnostics) = ([], [])
            if !record.outcome.isExpected { record.outcome = Outcome(.unshown) }
        }
        reporter?.cellEnded(record)
        return record
    }

    /// The record of a cell behind a failure: if that was the compiler's, with the errors that this one has too, or why
    /// it was not checked.
    private func unreached(_ cell: Cell, _ unit: CellUnit) throws(RunError) -> CellRecord {
        var record = CellRecord(cell: cell, outcome: Outcome(.notRun))
        guard wasRefused, let compiled = try self.compiled(unit).0, !unit.mustNotCompile else { return record }
        record.diagnostics = compiled.diagnostics.filter { $0.severity != .warning && $0.severity != .remark }
        guard let error = record.diagnostics.first(where: { $0.severity == .error }) else {
            guard let reason = record.diagnostics.uncheckedReason else { return record }
            record.outcome.message = "Not run: an earlier cell failed. This one is \(reason)."
            reporter?.cellEnded(record)
            return record
        }
        record.outcome = Outcome(
            .notRun, message: "Not run: an earlier cell failed. This one does not compile either.", line: error.line)
        reporter?.cellEnded(record)
        return record
    }

    /// Whether the run ended because a cell did not compile.
    private var wasRefused: Bool {
        blocks.contains { if case .cell(let cell) = $0 { cell.outcome.kind == .compileError } else { false } }
    }

    private mutating func takeValues(of prose: Prose, _ unit: CellUnit) throws(RunError) {
        let (record, values) = try record(of: unit, as: { Cell.standingIn(for: unit, at: $0) })
        for (value, found) in zip(prose.values, values) {
            inlineValues.append(
                RunRecord.RecordedValue(value: value, text: found.text, type: found.type, number: found.number))
        }
        if record.outcome.isFailure { fail(record) }
    }

    /// Ends the run; a failure that no cell of the lesson stands for gets a record of its own.
    private mutating func fail(_ record: CellRecord, isNoted: Bool = false) {
        status = record.outcome.kind == .interrupted ? .interrupted : .failed
        if isNoted { return }
        blocks.append(.cell(record))
        reporter?.cellEnded(record)
    }

    /// Compiles and runs a unit.
    ///
    /// - Parameter cell: the cell that the record is about, given the number of inline values that were found.
    private mutating func record(
        of unit: CellUnit, as cell: (Int) -> Cell
    ) throws(RunError) -> (CellRecord, [FoundValue]) {
        let (compiled, seconds) = try compiled(unit)
        guard let compiled else {
            let cell = cell(0)
            let outcome =
                interrupt.isTriggered
                ? reader.interruption(of: cell) : reader.slowCompilation(of: cell, limit: seconds.limit)
            let timing = CellRecord.Timing(compile: seconds.spent)
            return (CellRecord(cell: cell, outcome: outcome, timing: timing), [])
        }
        if let cell = unit.cell {
            reporter?.cellCompiled(cell, diagnostics: compiled.diagnostics, seconds: compiled.seconds)
        }
        let timing = CellRecord.Timing(compile: compiled.seconds)
        guard let library = compiled.library, unit.cell?.options.noRun != true else {
            let record = unrun(unit, compiled, cell: cell)
            return (CellRecord(judging: record, timing: timing), [])
        }
        if let obstacle = try rebuild() {
            return (CellRecord(cell: cell(0), outcome: obstacle, timing: timing), [])
        }
        return run(unit, library: library, compiled, cell: cell)
    }

    /// The record of a cell that is not to run, because it did not compile or is not meant to.
    private func unrun(_ unit: CellUnit, _ compiled: CompiledCell, cell: (Int) -> Cell) -> CellRecord {
        let error = compiled.diagnostics.first { $0.severity == .error }
        let place = unit.valueIndex(line: error?.line, column: error?.column)
        let outcome =
            compiled.succeeded
            ? Outcome(.compiled)
            : Outcome(.compileError, message: error?.message ?? "", line: error?.line ?? unit.lines.first)
        return CellRecord(
            cell: cell(place), outcome: outcome, diagnostics: compiled.diagnostics + unit.hints(error: error))
    }

    private mutating func run(
        _ unit: CellUnit, library: String, _ compiled: CompiledCell, cell: (Int) -> Cell
    ) -> (CellRecord, [FoundValue]) {
        let start = ContinuousClock.now
        let limit = limits.limit(of: unit.cell)
        var collector = OutputCollector(limit: reader.limits.output)
        if let reporter, let cell = unit.cell { collector.live = LiveOutput { reporter.cellShowed($0, in: cell) } }
        let end = kernels.run(unit, library: library, seconds: limit.seconds, into: &collector) ?? .interrupted
        collector.live?.finish()
        let cell = cell(collector.inlineValues.count)
        var record = CellRecord(
            cell: cell, outcome: Outcome(.ok), outputs: collector.outputs, diagnostics: compiled.diagnostics)
        record.outcome = reader.outcome(of: cell, end: end, limit: limit, outputs: &record.outputs)
        // The place of a call between the prose's words is not that of the words.
        if unit.cell == nil, record.outcome.isFailure { record.outcome.line = cell.codeLine }
        var wasKilled = false
        if case .died(.signal(SIGKILL), crash: nil) = end { wasKilled = true }
        record = CellRecord(
            judging: record, wasKilled: wasKilled,
            timing: CellRecord.Timing(
                compile: compiled.seconds, run: start.secondsUntilNow, restored: collector.secondsRestored))
        let isAlive = record.outcome.kind == .ok || record.outcome.kind == .thrownError
        if isAlive, !record.outcome.isFailure { kernels.remember(unit, library: library) }
        return (record, collector.inlineValues)
    }

    /// Waits for the compiler; nil if it takes too long or the run is interrupted.
    private func compiled(
        _ unit: CellUnit
    ) throws(RunError) -> (CompiledCell?, seconds: (spent: Double, limit: Double)) {
        let waiting = ContinuousClock.now
        let limit = max(limits.limit(of: unit.cell).seconds, CellCompiler.patience)
        let compiled = try pipeline.result(
            of: unit, unless: { interrupt.isTriggered || waiting.secondsUntilNow > limit })
        return (compiled, (waiting.secondsUntilNow, limit))
    }

    /// Puts a fresh kernel in the state of the last one if that is gone; the outcome of the cell that cannot run if
    /// this fails.
    private mutating func rebuild() throws(RunError) -> Outcome? {
        let count = kernels.cellsToRebuild
        let obstacle = try kernels.rebuild(limits: limits)
        if let index = trapIndex, case .cell(var record) = blocks[index] {
            record.rebuiltCells = count
            blocks[index] = .cell(record)
            trapIndex = nil
        }
        guard let obstacle else { return nil }
        let cell = Cell.standingIn(for: obstacle.unit, at: 0)
        var outputs: [CellOutput] = []
        let outcome = reader.outcome(of: cell, end: obstacle.end, limit: obstacle.limit, outputs: &outputs)
        if outcome.kind == .interrupted || outcome.kind == .timeout { return outcome }
        return Outcome(
            .lostState,
            message: "cell '\(cell.id)' failed when it ran once more after the expected trap of cell "
                + "'\(obstacle.trapped.id)': \(outcome.message); make it do the same each time it runs",
            line: outcome.line)
    }
}

extension CellRecord {
    /// The record judged by what was expected of the cell.
    fileprivate init(judging record: CellRecord, wasKilled: Bool = false, timing: Timing) {
        self = record
        self.timing = timing
        guard let expectation = cell.options.expectation else { return }
        outcome = expectation.judged(outcome, of: cell, diagnostics: diagnostics, wasKilled: wasKilled)
    }
}
