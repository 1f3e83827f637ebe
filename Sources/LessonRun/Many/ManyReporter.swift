public import Foundation

/// Shows a person how several lessons fare: the words of each in one block when it ends, and on a terminal a last line
/// with those under way.
public final class ManyReporter: JobPool.Listener {
    private let style: TerminalStyle
    private var liveLine: LiveLine
    private let forwardsEvents: Bool
    private let count: Int
    private var done = 0
    private var running: [(entry: LessonEntry, state: String)] = []
    private var lastDrawn: ContinuousClock.Instant?

    /// Makes a reporter of so many lessons; with `forwardsEvents` their events go to standard output.
    public init(count: Int, style: TerminalStyle, forwardsEvents: Bool) {
        self.count = count
        self.style = style
        liveLine = LiveLine(style: style)
        self.forwardsEvents = forwardsEvents
    }

    /// Takes the lesson among those under way.
    public func lessonBegan(_ entry: LessonEntry) {
        running.append((entry, ""))
        draw()
    }

    /// Notes the cell under way.
    public func lessonWrote(_ event: RunEvent, line: Data, of entry: LessonEntry) {
        if forwardsEvents { EventLine.write(line: line) }
        guard let index = running.firstIndex(where: { $0.entry == entry }) else { return }
        switch event.event {
        case .cellStarted: running[index].state = event.cell ?? ""
        case .progress:
            running[index].state = "\(event.cell ?? "") \(event.completed ?? 0)/\(event.total ?? 0)"
        default: return
        }
        if let lastDrawn, lastDrawn.duration(to: .now) < .milliseconds(100) { return }
        draw()
    }

    /// Writes the lesson's block.
    public func lessonEnded(_ result: LessonResult, words: String) {
        done += 1
        running.removeAll { $0.entry.path == result.lesson }
        liveLine.erase()
        StandardError.write(words)
        draw()
    }

    private func draw() {
        lastDrawn = .now
        if done == count { return }
        let lessons = running.map { $0.state.isEmpty ? $0.entry.outputs : "\($0.entry.outputs) (\($0.state))" }
        let line = "\(style.paint("▸", .cyan)) \(done)/\(count)  \(lessons.joined(separator: ", "))"
        liveLine.draw(line)
    }
}
