import LessonFormat

/// Which cells cannot be planned without others.
extension LessonPlanner {
    /// Leaves out the cells that need names of those left out before.
    mutating func leaveOutDependents() throws(RunError) {
        var isDone = false
        while !isDone {
            isDone = true
            for (cell, name, owner) in shadowed() {
                leaveOut(cell, as: .dependent, [Self.dependence(cell.codeLine, on: name, of: owner)])
                isDone = false
            }
            for record in try refused() {
                let error = record.diagnostics.first { $0.severity == .error }
                let name = error.flatMap { Self.missingName(in: $0.message) }
                let owner = name.flatMap { name in
                    lesson.cells.last { cell in
                        cell.codeLine < record.cell.codeLine && isLost(cell)
                            && names[cell.id]?.declared.contains(name) == true
                    }
                }
                let line = error?.line ?? record.cell.codeLine
                let problem =
                    if let name, let owner {
                        Self.dependence(line, on: name, of: owner)
                    } else {
                        PlannedCell.Problem(
                            line: line, message: "not planned: it does not compile without the cells that failed")
                    }
                leaveOut(record.cell, as: .dependent, [problem])
                isDone = false
            }
        }
    }

    private static func dependence(_ line: Int, on name: String, of owner: Cell) -> PlannedCell.Problem {
        PlannedCell.Problem(line: line, message: "not planned: uses '\(name)' of cell '\(owner.name)', which failed")
    }

    private static func missingName(in message: String) -> String? {
        message.firstMatch(of: /cannot find (?:type )?'([^']+)' in scope/).map { String($0.1) }
    }

    /// Whether a cell's names are missing from the others because it failed.
    private func isLost(_ cell: Cell) -> Bool { leftOut[cell.id].map { $0.status != .planned } ?? false }

    /// Cells that would use an older declaration of a name, because the cell that declares it anew was left out.
    private func shadowed() -> [(cell: Cell, name: String, owner: Cell)] {
        var declared: Set<String> = []
        var lost: [String: Cell] = [:]
        var found: [(Cell, String, Cell)] = []
        for cell in lesson.cells where !cell.options.isStatic {
            guard let names = names[cell.id] else { continue }
            if leftOut[cell.id] == nil, let name = names.used.sorted().first(where: { lost[$0] != nil }),
                let owner = lost[name]
            {
                found.append((cell, name, owner))
            }
            guard cell.options.expectation == nil, !cell.options.noRun else { continue }
            if isLost(cell) {
                for name in names.declared where declared.contains(name) { lost[name] = cell }
            } else {
                declared.formUnion(names.declared)
                for name in names.declared { lost[name] = nil }
            }
        }
        return found
    }
}
