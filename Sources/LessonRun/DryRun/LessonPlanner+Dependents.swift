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
                let line = error?.line ?? record.cell.codeLine
                // The compiler may complain first of what follows from a missing name.
                let candidates =
                    [error.flatMap { Self.missingName(in: $0.message) }].compactMap { $0 }
                    + (names[record.cell.id]?.used.sorted() ?? [])
                let problem =
                    if let (name, owner) = candidates.compactMap({ owner(of: $0, before: record.cell) }).first {
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

    /// The last cell before another that would declare a name, but failed.
    private func owner(of name: String, before cell: Cell) -> (name: String, cell: Cell)? {
        lesson.cells.last {
            $0.codeLine < cell.codeLine && isLost($0) && names[$0.id]?.declared.contains(name) == true
        }.map { (name, $0) }
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
