import Foundation

/// Prints outputs as text, for programs that use the engine without a lesson around them.
public struct TerminalSink: OutputSink {
    /// Makes a terminal sink.
    public init() {}

    /// Prints an output; of charts and pictures, which a terminal cannot show, a description.
    public func show(_ output: Output) {
        ProgressLine.shared.clear()
        let text = OutputText.text(of: output)
        if !text.isEmpty { print(text) }
    }

    /// Draws a bar that is replaced until the work is done; where no terminal reads, prints the finished states only.
    public func report(_ progress: WorkProgress) {
        ProgressLine.shared.report(progress)
    }
}

/// The one line of a terminal on which progress is drawn.
private final class ProgressLine: @unchecked Sendable {
    static let shared = ProgressLine()

    private let lock = NSLock()
    private let isTerminal = isatty(STDOUT_FILENO) == 1
    private var lastDrawing: ContinuousClock.Instant?
    private var isDrawn = false

    func report(_ progress: WorkProgress) {
        lock.withLock {
            let isFinished = progress.completed >= progress.total
            if isTerminal && !isFinished {
                let now = ContinuousClock.now
                if let lastDrawing, now - lastDrawing < .milliseconds(50) { return }
                lastDrawing = now
                write("\r\u{1B}[K" + text(progress, bar: true))
                isDrawn = true
            } else if isFinished {
                eraseDrawing()
                // Work without numbers leaves no line behind.
                if !progress.detail.isEmpty { write(text(progress, bar: false) + "\n") }
            }
        }
    }

    func clear() {
        lock.withLock { eraseDrawing() }
    }

    private func eraseDrawing() {
        if isDrawn { write("\r\u{1B}[K") }
        isDrawn = false
    }

    private func text(_ progress: WorkProgress, bar: Bool) -> String {
        let width = 20
        let done = progress.total > 0 ? progress.completed * width / progress.total : width
        let filled = String(repeating: "━", count: done) + String(repeating: " ", count: width - done)
        let parts = [
            progress.label, bar ? "\(progress.completed)/\(progress.total) \(filled)" : "", progress.detail,
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: " - ")
    }

    private func write(_ text: String) {
        print(text, terminator: "")
        fflush(nil)
    }
}
