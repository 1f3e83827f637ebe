import Transfer

/// A Swift notebook's code cell as the fence of a lesson.
struct SwiftFence {
    /// The fence, without the last line's ending.
    let text: String

    /// Makes the fence of a source; what the metadata says of an earlier fence holds as long as it fits.
    init(_ source: String, metadata: JSONValue?) {
        let lesson = metadata?["lesson"]
        var info = lesson?["info"]?.string ?? "swift"
        let tags = metadata?["tags"]?.elements.compactMap(\.string) ?? []
        let isFolded = metadata?["jupyter"]?["source_hidden"] == true || tags.contains("hide-input")
        if lesson?["info"]?.string == nil, isFolded { info += " hide" }
        let needed = Self.marker(around: source)
        var opening = needed + info
        var closing = needed
        if let written = lesson?["opening"]?.string, Self.holds(written, source: source) {
            let fence = written.drop { $0 == " " }
            opening = written
            closing = lesson?["closing"]?.string ?? String(fence.prefix { $0 == fence.first })
        } else if needed == "```", let written = lesson?["closing"]?.string, written.hasPrefix(needed) {
            closing = written
        }
        let isEmptyLine = source.isEmpty && lesson?["lines"]?.integer == 1
        text = opening + "\n" + source + (source.isEmpty && !isEmptyLine ? "" : "\n") + closing
    }

    /// A fence's marker that no line of the text closes.
    static func marker(around text: String) -> String {
        let longest = lines(text).map { run(of: "`", in: $0) }.max() ?? 0
        return String(repeating: "`", count: max(3, longest + 1))
    }

    /// Whether no line of the source closes the fence that a line opens.
    private static func holds(_ opening: String, source: String) -> Bool {
        let fence = opening.drop { $0 == " " }
        guard let mark = fence.first, mark == "`" || mark == "~" else { return false }
        let length = run(of: mark, in: fence)
        return !lines(source).contains { run(of: mark, in: $0) >= length }
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: Character("\n"), omittingEmptySubsequences: false)
    }

    /// How many marks a line begins with, indented or not.
    private static func run(of mark: Character, in line: Substring) -> Int {
        line.drop { $0 == " " }.prefix { $0 == mark }.count
    }

    /// Markdown whose `swift` fences are marked `static`.
    static func madeStatic(_ markdown: String) -> String {
        var open: (mark: Character, length: Int)?
        let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            let fence = line.drop { $0 == " " || $0 == "\t" || $0 == ">" }
            guard let mark = fence.first, mark == "`" || mark == "~" else { return String(line) }
            let length = fence.prefix { $0 == mark }.count
            guard length >= 3 else { return String(line) }
            if let current = open {
                if current.mark == mark, length >= current.length, fence.dropFirst(length).allSatisfy(\.isWhitespace) {
                    open = nil
                }
                return String(line)
            }
            open = (mark, length)
            let words = fence.dropFirst(length).split(whereSeparator: \.isWhitespace)
            guard words.first == "swift", !words.contains("static") else { return String(line) }
            return line + " static"
        }
        return lines.joined(separator: "\n")
    }
}
