import Foundation
import Glibc

/// Shows a download on standard error: a bar with rate and time left on a terminal, a line for each tenth elsewhere.
package final class TerminalDownloadReporter: DownloadReporter {
    private let label: String
    private let isTerminal: Bool
    private let usesColor: Bool
    private var rate = TransferRate()
    private var lastDrawn: ContinuousClock.Instant?
    private var nextTenth = 0
    private var hasLiveLine = false

    /// Makes a reporter about the file of a network; colours only on a terminal, and not where `NO_COLOR` is set.
    package init(label: String) {
        self.label = label
        isTerminal = isatty(2) == 1
        usesColor = isTerminal && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
    }

    /// Says where the file comes from, and what of it is here already.
    package func began(address: String, received: Int, total: Int?) {
        rate = TransferRate()
        rate.add(received)
        if let total, total > 0 { nextTenth = received * 10 / total + 1 }
        line("  \(address)")
        if received > 0 { line("  going on after \(ByteCount.progress(received, of: total))") }
    }

    /// Shows how much is here.
    package func progressed(received: Int, total: Int?) {
        rate.add(received)
        guard isTerminal else { return tell(received, total) }
        // Redrawing more often would only flicker.
        if let lastDrawn, lastDrawn.duration(to: .now) < .milliseconds(50), received != total { return }
        lastDrawn = .now
        var text = "  \(paint("▸", "36")) \(label)  "
        if let total, total > 0 {
            let filled = min(received * 20 / total, 20)
            text += paint(String(repeating: "━", count: filled), "32")
            text += paint(String(repeating: "─", count: 20 - filled), "2") + " "
        }
        draw(text + figures(received, total))
    }

    /// Says that the connection is made again.
    package func broke(reason: String, seconds: Double) {
        line("  the connection broke (\(reason)); once more in \(String(format: "%.1f", seconds)) s")
    }

    /// Ends the bar.
    package func ended() { erase() }

    private func tell(_ received: Int, _ total: Int?) {
        guard let total, total > 0, received * 10 / total >= nextTenth else { return }
        nextTenth = received * 10 / total + 1
        line("  \(label)  \(received * 100 / total) %  \(figures(received, total))")
    }

    private func figures(_ received: Int, _ total: Int?) -> String {
        var text = ByteCount.progress(received, of: total)
        guard let perSecond = rate.bytesPerSecond else { return text }
        text += "  \(ByteCount.text(Int(perSecond)))/s"
        if let total, received < total {
            let left = Double(total - received) / perSecond
            // A time that is over before it is read only flickers.
            if left > 2 { text += "  \(TransferRate.duration(left)) left" }
        }
        return text
    }

    private func paint(_ text: String, _ code: String) -> String {
        usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    private func draw(_ text: String) {
        hasLiveLine = true
        // No line wrap while drawing: a wrapped line could not be erased.
        write("\r\u{1B}[K\u{1B}[?7l\(text)\u{1B}[?7h")
    }

    private func erase() {
        guard hasLiveLine else { return }
        hasLiveLine = false
        write("\r\u{1B}[K")
    }

    private func line(_ text: String) {
        erase()
        write(text + "\n")
    }

    private func write(_ text: String) {
        // Whether anybody reads it must not decide about the download.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
