import LessonFormat

/// Swift source as HTML, each line on its own.
enum CodeHTML {
    /// The source coloured, a span a line so that a line can be marked.
    ///
    /// - Parameters:
    ///   - code: the source.
    ///   - firstLine: the number of its first line.
    ///   - marked: the numbers of the lines to mark.
    ///   - isExpected: whether what happens in the marked lines is meant to.
    static func render(_ code: String, firstLine: Int, marked: Set<Int>, isExpected: Bool = false) -> String {
        lines(code).enumerated().map { index, html in
            let kind = marked.contains(firstLine + index) ? "line \(isExpected ? "meant" : "wrong")" : "line"
            return "<span class=\"\(kind)\">\(html)</span>"
        }.joined(separator: "\n")
    }

    /// The HTML of each line; a token of several lines is closed and opened again at each line's end.
    private static func lines(_ code: String) -> [String] {
        var lines = [""]
        for token in SwiftHighlighter.tokens(TerminalText(code).plain) {
            for (index, part) in token.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { lines.append("") }
                if part.isEmpty { continue }
                let text = part.htmlEscaped
                lines[lines.count - 1] +=
                    token.kind == .plain ? text : "<span class=\"\(token.kind.rawValue)\">\(text)</span>"
            }
        }
        return lines
    }
}
