extension Canvas {
    /// The text, shortened with an ellipsis until it is at most so many logical pixels wide.
    ///
    /// With `keepsEnd`, the middle goes rather than the end: names often differ in their last letters.
    func elided(_ text: String, _ font: Font, to width: Double, keepsEnd: Bool = false) -> String {
        guard measure(text, font) > width else { return text }
        func shortened(to count: Int) -> String {
            let tail = keepsEnd ? count / 2 : 0
            return text.prefix(count - tail) + "…" + text.suffix(tail)
        }
        var (fits, fails) = (0, text.count)
        while fails - fits > 1 {
            let middle = (fits + fails) / 2
            if measure(shortened(to: middle), font) <= width { fits = middle } else { fails = middle }
        }
        return shortened(to: fits)
    }

    /// The text broken between words into at most so many lines, the last one elided.
    func lines(_ text: String, _ font: Font, width: Double, limit: Int) -> [String] {
        var lines: [String] = []
        var words = text.split(separator: " ")[...]
        while let first = words.popFirst() {
            var line = String(first)
            if lines.count == limit - 1 { line = ([first] + words).joined(separator: " ") }
            while lines.count < limit - 1, let next = words.first, measure("\(line) \(next)", font) <= width {
                line += " \(next)"
                words.removeFirst()
            }
            lines.append(elided(line, font, to: width))
            if lines.count == limit { break }
        }
        return lines
    }
}
