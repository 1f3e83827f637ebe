/// A top-level statement or declaration of a cell, as far as names go.
struct CellStatement: Hashable, Sendable {
    /// The line of the lesson that it begins on, counted from 1.
    let line: Int
    /// The byte of the line that it begins at, counted from 1.
    let column: Int
    /// What it declares for those behind it.
    let declared: Set<String>
    /// Words that may be names from elsewhere, in order: no members, no labels, nothing from comments.
    let used: [String]

    init(line: Int, column: Int, declared: Set<String> = [], code: String) {
        self.line = line
        self.column = column
        self.declared = declared
        var names = Self.names(in: code)
        // Each stands once where it is declared; a value of an earlier one of that name may follow.
        for name in declared { names.firstIndex(of: name).map { _ = names.remove(at: $0) } }
        used = names
    }

    /// Whether it begins at a place of the lesson or before it.
    func begins(upTo line: Int, column: Int?) -> Bool {
        (self.line, self.column) <= (line, column ?? .max)
    }

    private static func names(in code: String) -> [String] {
        var names: [String] = []
        for line in code.split(separator: "\n") {
            var rest = line
            var (isQuoted, before): (Bool, Character) = (false, " ")
            while let first = rest.first {
                if first == "\"", before != "\\" { isQuoted.toggle() }
                // What is put into a text may follow, and that is code.
                if isQuoted, rest.hasPrefix("\\(") { isQuoted = false }
                if !isQuoted, rest.hasPrefix("//") { break }
                let isName = first.isLetter || first == "_"
                let text = isName ? rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" } : rest.prefix(1)
                rest = rest.dropFirst(text.count)
                let isLabel = rest.first == ":"
                if isName, !isQuoted, !isLabel, before != "." { names.append(String(text)) }
                before = isName ? "a" : first
            }
        }
        return names
    }
}
