import LessonFormat

extension Cell {
    /// What the names of cells begin with that stand for something else; a dot cannot be part of a cell's own name.
    private static let standInMark = "line."

    /// The cell's name for people.
    package var name: String {
        id.hasPrefix(Self.standInMark) ? "value in line \(id.dropFirst(Self.standInMark.count))" : id
    }

    /// The cell of a unit; of one that is none, a cell for the record that shows what failed.
    ///
    /// - Parameters:
    ///   - unit: the unit.
    ///   - index: the place of the inline value that failed.
    static func standingIn(for unit: CellUnit, at index: Int) -> Cell {
        switch unit.content {
        case .cell(let cell):
            return cell
        case .parameters:
            return Cell(id: "\(standInMark)1", code: "params", codeLine: 1, fenceLine: 1, options: CellOptions())
        case .values(let values):
            let value = values[min(index, values.count - 1)]
            return Cell(
                id: "\(standInMark)\(value.line)", code: value.expression, codeLine: value.line, fenceLine: value.line,
                options: CellOptions())
        }
    }
}

extension CellUnit {
    /// The place of the inline value that stands where the compiler found something; 0 for other units.
    func valueIndex(line: Int?, column: Int?) -> Int {
        guard case .values(let values) = content, let line else { return 0 }
        return values.lastIndex { $0.line == line && $0.column <= column ?? .max }
            ?? values.firstIndex { $0.line == line } ?? 0
    }

    /// What to say besides the compiler's error.
    func hints(error: CompilerDiagnostic?) -> [CompilerDiagnostic] {
        guard case .values = content, let error else { return [] }
        return [
            CompilerDiagnostic(
                severity: .note, line: error.line, column: nil,
                message: "a code span that begins with 'swift ' is an inline value; write two backticks at both ends "
                    + "to show it as code", excerpt: "")
        ]
    }
}
