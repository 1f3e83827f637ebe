public import LessonFormat

extension LessonRunner {
    /// Type-checks all cells and inline values, runs none, and returns what became of each.
    ///
    /// An error in one cell does not hide, or make, errors in later ones. The outcome of a cell is `.compiled`,
    /// `.compileError`, `.notRun` where names from earlier cells are missing that do not compile, `.shown` for a `static`
    /// cell, or what its `expect` makes of these; values in the prose have a record only where they are wrong. Interrupted, the rest is missing.
    ///
    /// Throws `RunError` when the check cannot take place.
    public func checkTypes(of lesson: Lesson) throws(RunError) -> [CellRecord] {
        let modules = try prepareCaches()
        defer { withExtendedLifetime(modules) {} }
        defer { LessonCache(directory: cacheDirectory).trim(.checked) }
        let plan = RunPlan(lesson, settings: RunSettings(), fingerprint: toolchain.fingerprint())
        // The first module is that of the parameters, if there are any.
        var checked = try checkTypes(of: plan.units, of: lesson).dropFirst(plan.parameters == nil ? 0 : 1)
        return plan.steps.flatMap { step -> [CellRecord] in
            switch (step.block, step.unit) {
            case (.cell(let cell), nil): return [CellRecord(cell: cell, outcome: Outcome(.shown))]
            case (_, nil): return []
            case (_, let unit?):
                guard let record = checked.popFirst() else { return [] }
                return unit.cell != nil || record.outcome.isFailure ? [record] : []
            }
        }
    }

    /// Type-checks modules and returns what became of each; interrupted, the rest is missing.
    func checkTypes(of units: [CellUnit], of lesson: Lesson) throws(RunError) -> [CellRecord] {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let pipeline = CompilePipeline(
            units: units, compiler: compiler(for: lesson, in: workspace), cache: CellCache(directory: cacheDirectory),
            purpose: .checking)
        pipeline.start()
        defer { pipeline.finish() }
        var records: [CellRecord] = []
        for unit in units {
            guard let compiled = try pipeline.result(of: unit, unless: { interrupt.isTriggered }) else { break }
            records.append(Self.record(of: unit, compiled))
        }
        return records
    }

    static func record(of unit: CellUnit, _ compiled: CompiledCell) -> CellRecord {
        let error = compiled.diagnostics.first { $0.severity == .error }
        let cell = Cell.standingIn(for: unit, at: unit.valueIndex(line: error?.line, column: error?.column))
        var record = CellRecord(
            cell: cell, outcome: Outcome(.compiled), diagnostics: compiled.diagnostics + unit.hints(error: error),
            timing: CellRecord.Timing(compile: compiled.seconds))
        if let error {
            record.outcome = Outcome(.compileError, message: error.message, line: error.line ?? unit.lines.first)
        } else if let reason = compiled.diagnostics.uncheckedReason {
            record.outcome = Outcome(.notRun, message: "This one is \(reason).")
        }
        // Of the other expectations only running tells.
        if unit.mustNotCompile, let expectation = cell.options.expectation {
            record.outcome = expectation.judged(
                record.outcome, of: cell, diagnostics: record.diagnostics, wasKilled: false)
        }
        return record
    }
}
