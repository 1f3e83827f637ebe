/// A text as lines, whatever its line endings are: `\n`, `\r\n` and a lone `\r` each end a line, as in CommonMark.
struct SourceText: Sendable {
    /// The lines without their endings; line `n` of the file is `lines[n - 1]`.
    let lines: [String]

    init(_ text: String) {
        var lines: [String] = []
        var line: [UInt8] = []
        var previousWasReturn = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"):
                if !previousWasReturn {
                    lines.append(String(decoding: line, as: UTF8.self))
                    line.removeAll(keepingCapacity: true)
                }
                previousWasReturn = false
            case UInt8(ascii: "\r"):
                lines.append(String(decoding: line, as: UTF8.self))
                line.removeAll(keepingCapacity: true)
                previousWasReturn = true
            default:
                line.append(byte)
                previousWasReturn = false
            }
        }
        if !line.isEmpty { lines.append(String(decoding: line, as: UTF8.self)) }
        // A byte order mark is no part of the first line.
        if let first = lines.first, first.unicodeScalars.first == "\u{FEFF}" {
            lines[0] = String(String.UnicodeScalarView(first.unicodeScalars.dropFirst()))
        }
        self.lines = lines
    }

    /// The lines of a closed range of line numbers, joined by `\n`, with blank lines at both ends removed.
    func text(from first: Int, through last: Int) -> String {
        var slice = lines[max(first - 1, 0)..<max(min(last, lines.count), max(first - 1, 0))]
        while let line = slice.first, line.isBlank { slice.removeFirst() }
        while let line = slice.last, line.isBlank { slice.removeLast() }
        return slice.joined(separator: "\n")
    }
}

extension StringProtocol {
    /// Whether there is nothing but spaces and tabs.
    var isBlank: Bool { utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

    /// The text without spaces and tabs at both ends.
    var trimmed: String {
        var view = Substring(self)
        while let first = view.unicodeScalars.first, first == " " || first == "\t" { view.unicodeScalars.removeFirst() }
        while let last = view.unicodeScalars.last, last == " " || last == "\t" { view.unicodeScalars.removeLast() }
        return String(view)
    }
}
