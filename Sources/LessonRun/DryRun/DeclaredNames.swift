/// The names that a cell's top level declares, and those it uses, as far as its text tells.
struct DeclaredNames {
    /// What later cells see of this one.
    private(set) var declared: Set<String> = []
    /// Words that may be names of earlier cells: no members and no labels.
    private(set) var used: Set<String> = []

    private static let keywords: Set<Substring> = [
        "let", "var", "func", "struct", "class", "enum", "protocol", "actor", "typealias",
    ]

    init(_ code: String) {
        var depth = 0
        for line in code.split(separator: "\n") {
            let words = Self.words(line)
            for (position, word) in words.enumerated() {
                if word.isName, !word.isMember, !word.isLabel { used.insert(String(word.text)) }
                if word.text == "{" { depth += 1 }
                if word.text == "}" { depth -= 1 }
                guard depth == 0, Self.keywords.contains(word.text), !word.isMember else { continue }
                for next in words[(position + 1)...] {
                    // A pattern in parentheses declares several names.
                    if next.text == "(" || next.text == "," { continue }
                    guard next.isName else { break }
                    declared.insert(String(next.text))
                    if words[position + 1].text != "(" { break }
                }
            }
        }
    }

    /// A name, or a single sign.
    private struct Word {
        var text: Substring
        /// Whether a dot stands before.
        var isMember: Bool
        /// Whether a colon stands behind and the name is not that of a declaration.
        var isLabel: Bool
        var isName: Bool { text.first.map { $0.isLetter || $0 == "_" } ?? false }
    }

    /// The words of a line, without comments and the contents of strings.
    private static func words(_ line: Substring) -> [Word] {
        var words: [Word] = []
        var rest = line
        var (isQuoted, before): (Bool, Character) = (false, " ")
        while let first = rest.first {
            if first == "\"" { isQuoted.toggle() }
            if !isQuoted, rest.hasPrefix("//") { break }
            let isName = first.isLetter || first == "_"
            let text = isName ? rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" } : rest.prefix(1)
            rest = rest.dropFirst(text.count)
            if !isQuoted, !first.isWhitespace {
                let follows = rest.first { !$0.isWhitespace }
                let isDeclared = words.last.map { keywords.contains($0.text) } ?? false
                words.append(Word(text: text, isMember: before == ".", isLabel: follows == ":" && !isDeclared))
            }
            before = first
            if isName { before = "a" }
        }
        return words
    }
}
