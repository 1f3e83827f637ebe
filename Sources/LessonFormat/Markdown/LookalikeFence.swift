/// Finds what an author takes for a cell although it is none: such a cell would vanish without a word, and its closing
/// fence would open a block that swallows what follows.
struct LookalikeFence {
    let source: SourceText
    /// How many lines of the file come before the document's first.
    let lineOffset: Int

    /// The problem of a block that is no cell; nil where nobody would take it for one.
    func problem(in node: MarkdownDocument.Node) -> LessonProblem? {
        switch node.kind {
        case .codeBlock:
            guard let fence = Fence(node, in: source, lineOffset: lineOffset), fence.language != "swift",
                Self.namesSwift(fence.info)
            else { return nil }
            return LessonProblem(line: fence.lines.first, kind: .lookalikeLanguage(fence.language))
        case .paragraph:
            return line(in: node).map { LessonProblem(line: $0, kind: .lookalikeBacktick) }
        // A comment may well hold a cell that is not wanted for now.
        case .htmlBlock where !node.literal.hasPrefix("<!--"):
            return line(in: node).map { LessonProblem(line: $0, kind: .lookalikeInHTML) }
        default: return nil
        }
    }

    /// The first line of a node that begins as a cell's fence does.
    private func line(in node: MarkdownDocument.Node) -> Int? {
        let lines = node.lines.first + lineOffset...max(node.lines.first, node.lines.last) + lineOffset
        return lines.first { line in
            guard source.lines.indices.contains(line - 1) else { return false }
            let text = source.lines[line - 1].drop { $0 == " " || $0 == "\t" || $0 == ">" }
            guard let mark = text.first, mark == "`" || mark == "~" else { return false }
            let info = text.drop { $0 == mark }
            return text.count - info.count >= 3 && Self.namesSwift(String(info).trimmed)
        }
    }

    /// Whether an info line names Swift in some notation: `swift`, `Swift`, `{swift}`, `{.swift}`, `swift{id=a}`.
    private static func namesSwift(_ info: String) -> Bool {
        info.lowercased().prefixMatch(of: #/\{?\s*\.?swift(?![a-z0-9_+-])/#) != nil
    }
}
