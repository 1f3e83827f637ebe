public import LessonFormat

extension LessonRunner {
    /// Type-checks all cells and inline values, runs none, and returns what became of each.
    ///
    /// An error in one cell does not hide, or make, errors in later ones. The outcome of a cell is `.compiled`,
    /// `.compileError`, `.shown` for a `static` cell, or what its `expect` makes of these; values in the prose have a
    /// record only where they are wrong. Interrupted, the rest is missing.
    ///
    /// Throws `RunError` when the check cannot take place.
    public func checkTypes(of lesson: Lesson) throws(RunError) -> [CellRecord] {
        let modules = try prepareCaches()
        defer { withExtendedLifetime(modules) {} }
        let workspace = try Workspace()
        defer { workspace.remove() }
        defer { LessonCache(directory: cacheDirectory).trim(.checked) }
        let plan = RunPlan(lesson, settings: RunSettings(), fingerprint: toolchain.fingerprint())
        let pipeline = CompilePipeline(
            units: plan.units, compiler: compiler(for: lesson, in: workspace),
            cache: CellCache(directory: cacheDirectory), purpose: .checking)
        pipeline.start()
        defer { pipeline.finish() }
        var records: [CellRecord] = []
        for step in plan.steps {
            guard let unit = step.unit else {
                if case .cell(let cell) = step.block {
                    records.append(CellRecord(cell: cell, outcome: Outcome(.shown)))
                }
                continue
            }
            guard let compiled = try pipeline.result(of: unit, unless: { interrupt.isTriggered }) else { break }
            let record = Self.record(of: unit, compiled)
            if unit.cell != nil || record.outcome.isFailure { records.append(record) }
        }
        return records
    }

    private static func record(of unit: CellUnit, _ compiled: CompiledCell) -> CellRecord {
        let error = compiled.diagnostics.first { $0.severity == .error }
        let cell = Cell.standingIn(for: unit, at: unit.valueIndex(line: error?.line, column: error?.column))
        var record = CellRecord(
            cell: cell, outcome: Outcome(.compiled), diagnostics: compiled.diagnostics + unit.hints(error: error),
            timing: CellRecord.Timing(compile: compiled.seconds))
        if let error {
            record.outcome = Outcome(.compileError, message: error.message, line: error.line ?? unit.lines.first)
        }
        // Of the other expectations only running tells.
        if unit.mustNotCompile, let expectation = cell.options.expectation {
            record.outcome = expectation.judged(
                record.outcome, of: cell, diagnostics: record.diagnostics, wasKilled: false)
        }
        return record
    }
}
