import LessonFormat
import Transfer

/// Runs a lesson's cells again and again until none fails that is not left out.
struct LessonPlanner {
    let attempt: PlanAttempt
    let fingerprint: String
    /// What the last run came to, by the cells' names.
    private(set) var results: [String: PlanAttempt.Result] = [:]
    /// The cells that later runs leave out, with the reason.
    private(set) var leftOut: [String: (status: PlannedCell.Status, problems: [PlannedCell.Problem])] = [:]
    /// The names that each cell declares and uses; looked for when a cell is left out.
    private(set) var names: [String: DeclaredNames] = [:]

    var lesson: Lesson { attempt.lesson }

    init(attempt: PlanAttempt, fingerprint: String) {
        self.attempt = attempt
        self.fingerprint = fingerprint
    }

    /// Whether anything was called that takes time.
    var hasCalls: Bool {
        results.values.contains { $0.events.contains { if case .call = $0 { true } else { false } } }
    }

    mutating func run() throws(RunError) {
        while true {
            let units = PlanAttempt.units(lesson, without: Set(leftOut.keys), fingerprint: fingerprint)
            let found = try attempt.run(units)
            for result in found { results[result.cell.id] = result }
            guard let last = found.last, last.outcome.isFailure || last.endedKernel,
                last.outcome.kind != .interrupted
            else { return }
            let before = leftOut.count
            // What does not compile while all cells are there is wrong on its own account.
            if leftOut.isEmpty { try leaveOutRefused() }
            if leftOut[last.cell.id] == nil {
                leaveOut(last.cell, as: last.outcome.isExpected ? .planned : status(of: last), problems(of: last))
            }
            if names.isEmpty { names = try attempt.names() }
            try leaveOutDependents()
            // The parameters are no cell that could be left out.
            guard leftOut.count > before else { return }
        }
    }

    private func status(of result: PlanAttempt.Result) -> PlannedCell.Status {
        switch result.outcome.kind {
        case .thrownError, .unmetExpectation: result.wasStoppedByPlanning ? .unplannable : .error
        case .compileError: .error
        default: .unplannable
        }
    }

    private func problems(of result: PlanAttempt.Result) -> [PlannedCell.Problem] {
        if result.outcome.isExpected { return [] }
        let errors = result.diagnostics.filter { $0.severity == .error }
        if result.outcome.kind == .compileError, !errors.isEmpty {
            return errors.map { error in
                // There is one help for each line.
                let isFirst = error == errors.first { $0.line == error.line }
                let help = result.diagnostics.first { $0.severity == .help && $0.line == error.line }
                return PlannedCell.Problem(
                    line: error.line ?? result.cell.codeLine, column: error.column, message: error.message,
                    help: isFirst ? help?.message : nil)
            }
        }
        return [
            PlannedCell.Problem(line: result.outcome.line ?? result.cell.codeLine, message: result.outcome.message)
        ]
    }

    mutating func leaveOut(_ cell: Cell, as status: PlannedCell.Status, _ problems: [PlannedCell.Problem]) {
        leftOut[key(of: cell)] = (status, problems)
    }

    /// The name under which a cell, or the prose whose values it stands for, is left out.
    private func key(of cell: Cell) -> String {
        guard !lesson.cells.contains(where: { $0.id == cell.id }) else { return cell.id }
        let prose = lesson.blocks.compactMap { block in
            if case .prose(let prose) = block { prose } else { nil }
        }.first { $0.values.contains { "line.\($0.line)" == cell.id } }
        return prose.map(Cell.name) ?? cell.id
    }

    /// Leaves out all cells that the compiler refuses on their own account.
    private mutating func leaveOutRefused() throws(RunError) {
        for record in try refused() {
            let result = PlanAttempt.Result(record: record)
            results[record.cell.id] = result
            leaveOut(record.cell, as: .error, problems(of: result))
        }
    }

    /// The cells that do not compile without those left out.
    func refused() throws(RunError) -> [CellRecord] {
        let units = PlanAttempt.units(lesson, without: Set(leftOut.keys), fingerprint: fingerprint)
        return try attempt.runner.checkTypes(of: units, of: lesson).filter(\.outcome.isFailure)
    }

    /// What was found out.
    func plan(on machine: MachineRates?, isComplete: Bool) -> LessonPlan {
        var ids = lesson.cells.map(\.id)
        let others = leftOut.keys.filter { !ids.contains($0) }.sorted()
        ids += others
        let cells = ids.compactMap { id -> PlannedCell? in
            let cell = lesson.cells.first { $0.id == id }
            let result = results[id]
            let problems = leftOut[id]?.problems ?? []
            let status = leftOut[id]?.status ?? status(of: cell, result)
            let line = cell?.codeLine ?? problems.first?.line ?? 1
            var planned = PlannedCell(
                id: cell?.id ?? "value in line \(line)", line: line, status: status, problems: problems)
            for event in result?.events ?? [] {
                switch event {
                case .note(let note): planned.notes.append(note)
                case .call(let call): planned.calls.append(PlannedCell.Call(call, on: machine))
                case .again: break
                }
            }
            if let cell { addTimeNote(to: &planned, cell) }
            return planned
        }
        return LessonPlan(lesson: lesson.file, cells: cells.sorted { $0.line < $1.line }, isComplete: isComplete)
    }

    private func status(of cell: Cell?, _ result: PlanAttempt.Result?) -> PlannedCell.Status {
        if let cell, cell.options.isStatic || cell.options.noRun { return .notRun }
        guard let result, result.outcome.kind != .interrupted else { return .notReached }
        return .planned
    }

    /// Warns of a cell that its time limit would end.
    private func addTimeNote(to planned: inout PlannedCell, _ cell: Cell) {
        let limit = cell.options.timeout ?? lesson.frontMatter.timeout
        guard planned.seconds > limit else { return }
        planned.notes.append(
            "it takes about \(PlanNumbers.time(planned.seconds)), longer than its limit of \(TimeLimits.words(limit))")
    }
}

extension PlanAttempt.Result {
    fileprivate init(record: CellRecord) {
        self.init(cell: record.cell, outcome: record.outcome, diagnostics: record.diagnostics)
    }
}
