/// A fenced code block as it stands in the source.
struct Fence {
    /// The block in the document's tree.
    let node: MarkdownDocument.Node
    /// The fence characters that open it, for example three backticks.
    let marker: String
    /// The info line, as written.
    let info: String
    /// The lines of the opening fence and of the last line, counted from 1 in the whole file.
    let lines: (first: Int, last: Int)
    /// Whether a closing fence ends it, rather than the end of what is around it.
    let isClosed: Bool

    /// The first word of the info line, the language.
    var language: String { String(info.prefix { $0 != " " && $0 != "\t" }) }

    /// Reads a code block's fence; nil if the block is an indented one.
    init?(_ node: MarkdownDocument.Node, in source: SourceText, lineOffset: Int) {
        guard node.kind == .codeBlock else { return nil }
        let lines = (first: node.lines.first + lineOffset, last: node.lines.last + lineOffset)
        guard source.lines.indices.contains(lines.first - 1) else { return nil }
        let line = Array(source.lines[lines.first - 1].utf8)
        let start = min(max(node.startColumn - 1, 0), line.count)
        let opening = String(decoding: line[start...], as: UTF8.self)
        guard let mark = opening.first, mark == "`" || mark == "~" else { return nil }
        // An indented block may show a fence as its first line.
        let isIndented = line[..<start].suffix(4) == Array("    ".utf8)[...] || line[..<start].contains(9)
        if isIndented, node.literal.hasPrefix(opening) { return nil }
        let marker = String(opening.prefix { $0 == mark })
        guard marker.count >= 3 else { return nil }
        self.node = node
        self.marker = marker
        self.lines = lines
        info = String(opening.dropFirst(marker.count)).trimmed
        if lines.last > lines.first, source.lines.indices.contains(lines.last - 1) {
            let closing = source.lines[lines.last - 1].drop { $0 == " " || $0 == "\t" || $0 == ">" }
            let run = closing.prefix { $0 == mark }
            isClosed = run.count >= marker.count && closing.dropFirst(run.count).isBlank
        } else {
            isClosed = false
        }
    }
}
