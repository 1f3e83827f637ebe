/// A plan as lines for a terminal: a table of the calls, the totals, and what is wrong or was assumed.
public struct PlanTable {
    private let plan: LessonPlan
    private let file: String

    /// The widest that a line of the table is made, if names can be cut for it.
    private static let width = 80
    private static let headings = ["cell:line", "call", "model", "parameters", "FLOP", "memory", "steps", "time"]
    /// The columns of names, which stand on the left and may be cut.
    private static let names = 0..<3
    /// The spaces before the columns: two before names, one before numbers.
    private static let gaps = headings.indices.reduce(0) { $0 + (names.contains($1) ? 2 : 1) }

    /// Makes the table of a plan of the lesson `file`.
    public init(_ plan: LessonPlan, file: String) {
        self.plan = plan
        self.file = file
    }

    /// The lines; `faint` makes words pale, `red` those about errors red.
    public func lines(faint: (String) -> String = { $0 }, red: (String) -> String = { $0 }) -> [String] {
        var lines = plan.calls.isEmpty ? [] : table(faint) + [totals(faint)]
        for cell in plan.cells {
            for problem in cell.problems {
                let place = ([problem.line] + (problem.column.map { [$0] } ?? [])).map(String.init)
                let kind =
                    switch cell.status {
                    case .error: red("error:") + " "
                    case .unplannable: "could not be planned: "
                    default: ""
                    }
                lines.append("\(([file] + place).joined(separator: ":")): \(kind)\(problem.message)")
                if let help = problem.help { lines.append("\(file):\(problem.line): \(faint("help:")) \(help)") }
            }
        }
        for cell in plan.cells {
            for note in cell.notes { lines.append("\(file):\(cell.line): \(faint("note:")) \(note)") }
        }
        if let problem = plan.timeProblem { lines.append("\(file): \(faint("note:")) no times: \(problem)") }
        return lines + [summary]
    }

    private func table(_ faint: (String) -> String) -> [String] {
        var rows = plan.cells.flatMap { cell in cell.calls.map { Self.row($0, in: cell) } }
        rows.insert(Self.headings, at: 0)
        var widths = Self.headings.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        // Names are cut, the longest first, until a line fits.
        while widths.reduce(0, +) + Self.gaps > Self.width,
            let widest = Self.names.max(by: { widths[$0] < widths[$1] }), widths[widest] > 8
        {
            widths[widest] -= 1
        }
        return rows.enumerated().map { number, row in
            let cells = row.enumerated().map { column, text in
                let text = text.count > widths[column] ? text.prefix(widths[column] - 1) + "…" : text
                let space = String(repeating: " ", count: widths[column] - text.count)
                return Self.names.contains(column) ? text + space : space + text
            }
            let line = cells.enumerated().map { (Self.names.contains($0) ? "  " : " ") + $1 }.joined()
            return number == 0 ? faint(line) : line
        }
    }

    private static func row(_ call: PlannedCell.Call, in cell: PlannedCell) -> [String] {
        let parameters = [call.trainableParameters, call.frozenParameters].map { PlanNumbers.short(Double($0)) }
            .map { $0.replacing(" ", with: "") }
        return [
            "\(cell.id):\(cell.line)", call.kind, call.model, parameters.joined(separator: "/"),
            PlanNumbers.short(call.flopsPerStep), PlanNumbers.bytes(call.memory.total), "\(call.steps)",
            call.seconds.map(PlanNumbers.time) ?? "–",
        ]
    }

    private func totals(_ faint: (String) -> String) -> String {
        let flops = plan.calls.reduce(0) {
            $0 + ($1.flopsPerStep * Double($1.samples) * Double($1.epochs) / Double($1.batchSize) + $1.flopsOnce)
                * Double($1.times)
        }
        let seconds = plan.cells.reduce(0) { $0 + $1.seconds }
        let most = plan.calls.map(\.memory.total).max() ?? 0
        let isTimed = plan.calls.contains { $0.seconds != nil }
        let total =
            "  in all \(PlanNumbers.short(flops))FLOP, at most \(PlanNumbers.bytes(most))"
            + (isTimed ? ", ≈ \(PlanNumbers.time(seconds))" : "")
        return total + "\n"
            + faint("  parameters: trained/frozen; FLOP and memory: of a step, a multiply-add being 2 FLOP")
    }

    /// One line about all cells.
    private var summary: String {
        func count(_ status: PlannedCell.Status) -> Int { plan.cells.count { $0.status == status } }
        var parts = ["\(count(.planned)) of \(plan.cells.count - count(.notRun)) cells planned"]
        if count(.error) > 0 { parts.append("\(count(.error)) wrong") }
        if count(.unplannable) > 0 { parts.append("\(count(.unplannable)) could not be planned") }
        if count(.dependent) > 0 { parts.append("\(count(.dependent)) not planned") }
        if count(.notReached) > 0 { parts.append("\(count(.notReached)) not reached") }
        if !plan.isComplete { parts.append("interrupted") }
        return "\(file): \(parts.joined(separator: ", "))"
    }
}
