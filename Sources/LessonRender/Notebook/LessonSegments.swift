import LessonFormat

/// A lesson's text cut into prose and cells such that joining the parts gives the text again, to the byte.
///
/// 1. The front matter, with its two lines of hyphens, stands alone.
/// 2. A cell is a `swift` fence that is not `static`; all else is prose, which includes static fences.
/// 3. A part ends before its last line's ending. Line endings and blank lines before a part are its lead, those behind
///    the last part the tail.
/// 4. A text whose every line ends in `\r\n` is cut with `\n` in their place; one with mixed endings gets `\n` for good.
struct LessonSegments {
    /// A run of prose, or a cell.
    enum Part {
        case prose(String)
        case cell(FencedCell)
    }

    /// A cell as written.
    struct FencedCell {
        /// The cell's name.
        var id: String
        /// The line that opens the fence.
        var opening: String
        /// The lines between, `//|` lines included.
        var lines: [String]
        /// The line that closes the fence.
        var closing: String
    }

    /// What `lead` is where nothing else is said: an empty line before each part but the first.
    static let standardLead = "\n\n"
    /// What the tail is where nothing else is said.
    static let standardTail = "\n"

    var hasByteOrderMark = false
    var usesCRLF = false
    var frontMatter: String?
    var parts: [(lead: String, part: Part)] = []
    var tail = ""

    /// Cuts a lesson.
    ///
    /// - Throws: what reading the lesson throws.
    init(_ text: String, file: String) throws {
        let lesson = try Lesson.parse(text, file: file)
        let (lines, usesCRLF) = Self.lines(text)
        self.usesCRLF = usesCRLF
        var lineCount = lines.count
        // The text after the last line ending is a line only if it holds something.
        if lines.last?.isEmpty == true { lineCount -= 1 }
        var body = lines
        if let first = body.first, first.unicodeScalars.first == "\u{FEFF}" {
            hasByteOrderMark = true
            body[0] = String(String.UnicodeScalarView(first.unicodeScalars.dropFirst()))
        }
        var next = 0
        if let first = body.first, Self.isHyphens(first), let end = body.dropFirst().firstIndex(where: Self.isHyphens) {
            frontMatter = body[...end].joined(separator: "\n")
            next = end + 1
        }
        var lead = frontMatter == nil ? "" : "\n"
        for cell in lesson.cells where !cell.options.isStatic {
            let open = cell.fenceLine - 1
            appendProse(body[next..<max(next, open)], lead: &lead)
            let close = Self.closing(of: body, openedAt: open)
            let fence = FencedCell(
                id: cell.id, opening: body[open], lines: Array(body[(open + 1)..<close]), closing: body[close])
            parts.append((lead, .cell(fence)))
            lead = close + 1 < lines.count ? "\n" : ""
            next = close + 1
        }
        appendProse(body[min(next, lineCount)..<lineCount], lead: &lead)
        tail = lead
        // Behind the last part the last line's ending counts only if it is there.
        if lines.last?.isEmpty == false, tail.hasSuffix("\n") { tail.removeLast() }
    }

    /// Adds the prose in some lines; `lead` becomes what is before the next part.
    private mutating func appendProse(_ lines: ArraySlice<String>, lead: inout String) {
        guard let first = lines.firstIndex(where: { !Self.isBlank($0) }),
            let last = lines.lastIndex(where: { !Self.isBlank($0) })
        else {
            lead += lines.map { $0 + "\n" }.joined()
            return
        }
        lead += lines[..<first].map { $0 + "\n" }.joined()
        parts.append((lead, .prose(lines[first...last].joined(separator: "\n"))))
        lead = "\n" + lines[(last + 1)...].map { $0 + "\n" }.joined()
    }

    /// The place of the line that closes a fence; a lesson's fences are closed.
    private static func closing(of lines: [String], openedAt open: Int) -> Int {
        let opening = lines[open].drop { $0 == " " }
        let mark = opening.first ?? "`"
        let length = opening.prefix { $0 == mark }.count
        let close = lines.indices.dropFirst(open + 1).first { index in
            let line = lines[index].drop { $0 == " " }
            let run = line.prefix { $0 == mark }.count
            return lines[index].count - line.count <= 3 && run >= length && isBlank(String(line.dropFirst(run)))
        }
        return close ?? lines.count - 1
    }

    static func isHyphens(_ line: String) -> Bool { line.hasPrefix("---") && isBlank(String(line.dropFirst(3))) }

    static func isBlank(_ line: String) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }

    /// The lines without their endings, the last one empty where the text ends in one.
    private static func lines(_ text: String) -> (lines: [String], usesCRLF: Bool) {
        let bytes = Array(text.utf8)
        var lines: [String] = []
        var start = 0
        var (returns, others) = (0, 0)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard byte == 10 || byte == 13 else {
                index += 1
                continue
            }
            lines.append(String(decoding: bytes[start..<index], as: UTF8.self))
            let isPair = byte == 13 && index + 1 < bytes.count && bytes[index + 1] == 10
            if isPair { returns += 1 } else { others += 1 }
            index += isPair ? 2 : 1
            start = index
        }
        lines.append(String(decoding: bytes[start...], as: UTF8.self))
        return (lines, returns > 0 && others == 0)
    }
}
