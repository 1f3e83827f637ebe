/// A text of which the page shows the first lines only.
struct ShortenedText {
    /// The lines that are shown.
    let text: String
    /// How many lines there are in all, if some are left out; nil if all are shown.
    let lineCount: Int?
    /// What to say below the lines that are shown, for example `… 12 more lines`.
    let note: String

    /// Shortens a text to at most so many lines; nil for all.
    init(_ text: String, maxLines: Int?) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        guard let maxLines, lines.count > maxLines else {
            self.text = text
            lineCount = nil
            note = ""
            return
        }
        self.text = lines.prefix(maxLines).map { $0 + "\n" }.joined()
        lineCount = lines.count
        note = Self.note(lines.count - maxLines, of: "line")
    }

    /// Says how many lines or rows are left out.
    static func note(_ count: Int, of unit: String) -> String { "… \(count) more \(unit)\(count == 1 ? "" : "s")" }
}
