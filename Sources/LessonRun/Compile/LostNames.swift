import LessonFormat

/// The names whose declarations did not compile, and what follows of that for the cells behind.
///
/// The compiler goes on with such names as if they had any type, and then finds errors that are none.
struct LostNames {
    /// Why a name is lost: it, or one that it is made with, was declared by code that does not compile.
    private struct Loss {
        let name: String
        let cell: String
    }

    private var losses: [String: Loss] = [:]

    /// Whether all names are there.
    var isEmpty: Bool { losses.isEmpty }

    /// The messages about a unit, but for errors of statements that use lost names; in their place stands one note.
    ///
    /// What the unit declares is then lost where it did not compile, and found where it did.
    mutating func settle(
        _ diagnostics: [CompilerDiagnostic], of unit: CellUnit, statements: [CellStatement]
    ) -> [CompilerDiagnostic] {
        let failed = Set(diagnostics.filter { $0.severity == .error }.compactMap { statements.place(of: $0) })
        var unchecked: [Int: CompilerDiagnostic] = [:]
        var refused: Set<String> = []
        for (index, statement) in statements.enumerated() {
            if let name = statement.used.first(where: { losses[$0] != nil }), let loss = losses[name] {
                for declared in statement.declared { losses[declared] = loss }
                if failed.contains(index) { unchecked[index] = Self.note(name, loss, line: statement.line) }
            } else {
                for declared in statement.declared { losses[declared] = nil }
                if failed.contains(index) { refused.formUnion(statement.declared) }
            }
        }
        if let cell = unit.cell {
            for name in refused { losses[name] = Loss(name: name, cell: cell.id) }
        }
        guard let note = unchecked.min(by: { $0.key < $1.key })?.value else { return diagnostics }
        var isDropped = false
        let kept = diagnostics.filter { diagnostic in
            // Notes and help go with the message before them.
            if diagnostic.severity == .note || diagnostic.severity == .help { return !isDropped }
            isDropped =
                diagnostic.severity == .error
                && statements.place(of: diagnostic).map { unchecked[$0] != nil } == true
            return !isDropped
        }
        return kept + [note]
    }

    private static func note(_ name: String, _ loss: Loss, line: Int) -> CompilerDiagnostic {
        let origin = name == loss.name ? "'\(name)'" : "'\(name)', made with '\(loss.name)'"
        return CompilerDiagnostic(
            severity: .note, line: line, column: nil,
            message: "\(uncheckedMark)\(origin) of cell '\(loss.cell)', which does not compile", excerpt: "")
    }

    fileprivate static let uncheckedMark = "not checked: uses "
}

extension [CompilerDiagnostic] {
    /// Why a statement was not checked, if one was not.
    var uncheckedReason: String? {
        first { $0.severity == .note && $0.message.hasPrefix(LostNames.uncheckedMark) }?.message
    }
}

extension [CellStatement] {
    /// The place of the statement that a message is about.
    fileprivate func place(of diagnostic: CompilerDiagnostic) -> Int? {
        guard let line = diagnostic.line else { return nil }
        return lastIndex { $0.begins(upTo: line, column: diagnostic.column) }
    }
}

extension CellUnit {
    /// The statements of the unit, whose shape is `shape`.
    func statements(_ shape: CellShape) -> [CellStatement] {
        switch content {
        case .parameters: []
        case .cell(let cell): shape.statements(of: cell)
        case .values(let values):
            values.map { CellStatement(line: $0.line, column: $0.column, code: $0.expression) }
        }
    }
}
