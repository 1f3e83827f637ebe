import LessonFormat
import LessonKernel
import Transfer

/// One dry run of the cells that are not left out, in a kernel of its own, up to the first that fails.
struct PlanAttempt {
    /// What a cell came to.
    struct Result {
        var cell: Cell
        var outcome: Outcome
        var diagnostics: [CompilerDiagnostic] = []
        var events: [PlanningEvent] = []
        /// Whether the cell was stopped by what a dry run does not do.
        var wasStoppedByPlanning = false
        /// Whether the kernel is gone.
        var endedKernel = false
    }

    let runner: LessonRunner
    let lesson: Lesson
    let supply: KernelSupply
    /// The longest that a cell may take, in seconds.
    let timeLimit: Double
    /// Hears, in words, what is under way.
    let progress: (String) -> Void

    /// The names that each cell declares and uses.
    func names() throws(RunError) -> [String: DeclaredNames] {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let compiler = runner.compiler(for: lesson, in: workspace)
        var names: [String: DeclaredNames] = [:]
        for cell in lesson.cells where !cell.options.isStatic && !runner.interrupt.isTriggered {
            names[cell.id] = DeclaredNames(parseTree: try compiler.parseTree(of: cell.code, named: cell.id).tree)
        }
        return names
    }

    /// The modules of all cells but those left out, and of values in the prose.
    static func units(_ lesson: Lesson, without leftOut: Set<String>, fingerprint: String) -> [CellUnit] {
        var chain = CellChain(lesson, fingerprint: fingerprint)
        _ = chain.addParameters()
        for block in lesson.blocks {
            switch block {
            case .prose(let prose): _ = leftOut.contains(Cell.name(of: prose)) ? nil : chain.add(prose)
            case .cell(let cell): _ = leftOut.contains(cell.id) ? nil : chain.add(cell)
            }
        }
        return chain.units
    }

    /// Compiles and runs units one by one; ends with the first that fails.
    func run(_ units: [CellUnit]) throws(RunError) -> [Result] {
        let workspace = try Workspace()
        defer { workspace.remove() }
        supply.observations.ignore(workspace.path)
        let pipeline = CompilePipeline(
            units: units, compiler: runner.compiler(for: lesson, in: workspace),
            cache: CellCache(directory: runner.cacheDirectory))
        pipeline.start()
        defer { pipeline.finish() }
        let kernel = try KernelProcess(supply)
        defer { kernel.kill() }
        let reader = OutcomeReader(
            resolver: StackResolver(file: lesson.file, directory: workspace.path, toolchain: runner.toolchain),
            limits: supply.limits)
        var results: [Result] = []
        let count = units.count { $0.cell != nil }
        var number = 0
        for unit in units {
            if let cell = unit.cell {
                number += 1
                progress("planning cell \(number) of \(count): \(cell.name) …")
            }
            guard let compiled = try pipeline.result(of: unit, unless: { runner.interrupt.isTriggered }) else {
                let cell = Cell.standingIn(for: unit, at: 0)
                return results + [Result(cell: cell, outcome: reader.interruption(of: cell))]
            }
            let result = run(unit, compiled, kernel, reader)
            results.append(result)
            if result.outcome.isFailure || result.endedKernel { break }
        }
        return results
    }

    private func run(
        _ unit: CellUnit, _ compiled: CompiledCell, _ kernel: KernelProcess, _ reader: OutcomeReader
    ) -> Result {
        guard let library = compiled.library, unit.cell?.options.noRun != true else {
            let record = LessonRunner.record(of: unit, compiled)
            return Result(cell: record.cell, outcome: record.outcome, diagnostics: record.diagnostics)
        }
        var collector = OutputCollector(limit: supply.limits.output)
        let limit = TimeLimits.Limit(
            seconds: timeLimit,
            message: "it takes longer than \(TimeLimits.words(timeLimit)), though nothing is computed")
        let end = kernel.run(
            KernelCommand(library: library, entry: unit.entry), timeout: limit.seconds, interrupt: runner.interrupt,
            into: &collector, progress: { _ in })
        let cell = Cell.standingIn(for: unit, at: collector.inlineValues.count)
        var outputs = collector.outputs
        var result = Result(
            cell: cell, outcome: reader.outcome(of: cell, end: end, limit: limit, outputs: &outputs),
            diagnostics: compiled.diagnostics, events: collector.planning,
            wasStoppedByPlanning: collector.wasStoppedByPlanning)
        if case .finished = end {} else { result.endedKernel = true }
        if let expectation = cell.options.expectation {
            let ended = result.outcome
            result.outcome = expectation.judged(
                ended, of: cell, diagnostics: compiled.diagnostics, wasKilled: false)
            // What depends on data does not happen without them.
            if ended.kind == .ok, expectation.failure != .compileError {
                result.outcome = ended
                result.events.append(
                    .note("the failure expected of cell '\(cell.name)' does not happen where nothing is computed"))
            }
        }
        return result
    }
}

extension Cell {
    /// The name that stands for the values in some prose.
    static func name(of prose: Prose) -> String { "line.\(prose.values.first?.line ?? 0)" }
}
