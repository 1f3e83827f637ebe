/// The last line of a terminal, which is drawn again and again while something is under way; nothing on other outputs.
public struct LiveLine {
    private let isLive: Bool
    private var isDrawn = false

    /// Makes a line at standard error, in a style for it.
    public init(style: TerminalStyle) {
        isLive = style.isLive
    }

    /// Draws a text in place of the one before.
    public mutating func draw(_ text: String) {
        guard isLive else { return }
        isDrawn = true
        // No line wrap while drawing: a wrapped line could not be erased.
        StandardError.write("\r\u{1B}[K\u{1B}[?7l\(text)\u{1B}[?7h")
    }

    /// Takes the text away.
    public mutating func erase() {
        guard isDrawn else { return }
        isDrawn = false
        StandardError.write("\r\u{1B}[K")
    }
}
