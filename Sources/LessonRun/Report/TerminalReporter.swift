import Foundation
public import LessonFormat
public import Transfer

/// Shows a run's progress to a person: a line for each cell, and on a terminal a bar for the work under way.
public final class TerminalReporter: RunReporter {
    private let style: TerminalStyle
    private let file: String
    private var liveLine: LiveLine
    private var lastDrawn: ContinuousClock.Instant?
    private var work: (label: String, start: ContinuousClock.Instant)?

    /// Makes a reporter that writes to standard error about the lesson `file`.
    public init(file: String, style: TerminalStyle = TerminalStyle()) {
        self.file = file
        self.style = style
        liveLine = LiveLine(style: style)
    }

    /// Shows the name of the cell that is compiled or run, on a terminal.
    public func cellBegan(_ cell: Cell) {
        work = nil
        draw("  \(paint("▸", .cyan)) \(cell.id)")
    }

    /// Shows a bar with the time left, on a terminal.
    public func progressed(_ progress: WorkProgress, in cell: Cell) {
        let now = ContinuousClock.now
        if work?.label != progress.label { work = (progress.label, now) }
        // Redrawing more often would only flicker.
        if let lastDrawn, lastDrawn.duration(to: now) < .milliseconds(50), progress.completed < progress.total {
            return
        }
        lastDrawn = now
        let share = progress.total > 0 ? Double(progress.completed) / Double(progress.total) : 0
        let filled = Int((share * 20).rounded(.down))
        let bar =
            paint(String(repeating: "━", count: filled), .green)
            + paint(String(repeating: "─", count: 20 - filled), .faint)
        var line = "  \(paint("▸", .cyan)) \(cell.id)  \(progress.label) \(bar) \(progress.completed)/\(progress.total)"
        if let start = work?.start, progress.completed > 0, progress.completed < progress.total {
            let spent = start.secondsUntilNow
            let left = spent / Double(progress.completed) * Double(progress.total - progress.completed)
            // A time that is over before it is read only flickers.
            if left > 2 { line += " \(Int(left.rounded(.up))) s left" }
        }
        if !progress.detail.isEmpty { line += "  \(progress.detail)" }
        draw(line)
    }

    /// Writes the cell's line, with the message and the place of a failure.
    public func cellEnded(_ record: CellRecord) {
        erase()
        let seconds = record.timing.compile + record.timing.run
        let time = paint(seconds.formatted(.number.precision(.fractionLength(2))) + " s", .faint)
        if record.outcome.kind == .notRun {
            let isChecked = record.diagnostics.contains { $0.severity == .error }
            let note = isChecked ? "type-checked only" : "not checked"
            line("  \(isChecked ? paint("✗", .red) : paint("·", .faint)) \(record.cell.name)  \(paint(note, .faint))")
            return record.diagnostics.forEach(report)
        }
        defer { reportRestored(record.timing.restored) }
        guard record.outcome.isFailure else {
            let note =
                record.outcome.isExpected
                ? record.outcome.expectedWords : record.outcome.kind == .unshown ? "not shown" : ""
            let mark = record.outcome.kind == .unshown ? paint("·", .faint) : paint("✓", .green)
            return line("  \(mark) \(record.cell.name)  \(time)" + (note.isEmpty ? "" : "  \(paint(note, .faint))"))
        }
        line("  \(paint("✗", .red)) \(record.cell.name)  \(time)")
        let isRefused = record.diagnostics.contains { $0.severity == .error }
        let errors =
            isRefused ? record.diagnostics.filter { $0.severity != .warning && $0.severity != .remark } : []
        if record.outcome.kind != .compileError || errors.isEmpty {
            let place = "\(file):\(record.outcome.line ?? record.cell.fenceLine)"
            line("    \(place): \(paint(record.outcome.kind.title + ":", .red)) \(record.outcome.message)")
            if let help = record.outcome.help { line("    \(place): \(paint("help:", .faint)) \(help)") }
        }
        errors.forEach(report)
    }

    private func reportRestored(_ seconds: Double?) {
        guard let seconds else { return }
        let saved = seconds.formatted(.number.precision(.fractionLength(1)))
        line("    \(paint("fit: restored from an earlier identical run (\(saved) s saved)", .faint))")
    }

    /// Says that earlier cells run again.
    public func stateWillBeRebuilt(after cell: Cell, cells: Int) {
        erase()
        let words = cells == 1 ? "the cell before runs" : "the \(cells) cells before run"
        line("  \(paint("↻", .cyan)) \(words) again in a fresh process after the expected trap of '\(cell.id)'")
    }

    private func report(_ diagnostic: CompilerDiagnostic) {
        let place = [diagnostic.line, diagnostic.column].compactMap { $0.map(String.init) }
        let prefix = ([file] + place).joined(separator: ":")
        let severity = paint("\(diagnostic.severity.rawValue):", diagnostic.severity == .error ? .red : .faint)
        line("    \(prefix): \(severity) \(diagnostic.message)")
        for excerpt in diagnostic.excerpt.split(separator: "\n") { line("    \(excerpt)") }
    }

    private func paint(_ text: String, _ paint: TerminalStyle.Paint) -> String { style.paint(text, paint) }

    private func draw(_ text: String) { liveLine.draw(text) }

    private func erase() { liveLine.erase() }

    private func line(_ text: String) {
        write(text + "\n")
    }

    private func write(_ text: String) {
        StandardError.write(text)
    }
}

extension Outcome {
    /// An expected failure in a few words, for example `throws Refusal, as expected`; empty for any other outcome.
    public var expectedWords: String {
        guard isExpected else { return "" }
        let words =
            switch kind {
            case .compileError: "does not compile"
            case .thrownError: "throws \(errorType ?? "an error")"
            default: "traps"
            }
        return "\(words), as expected"
    }
}

extension Outcome.Kind {
    /// The outcome's name for people.
    public var title: String {
        switch self {
        case .ok: "ok"
        case .shown: "shown only"
        case .compiled: "compiled, not run"
        case .notRun: "not run"
        case .unshown: "run, not shown"
        case .compileError: "compile error"
        case .thrownError: "thrown error"
        case .trap: "trap"
        case .unmetExpectation: "unmet expectation"
        case .lostState: "lost state"
        case .exited: "exit"
        case .timeout: "time limit"
        case .memoryLimit: "memory limit"
        case .outputLimit: "output limit"
        case .interrupted: "interrupted"
        }
    }
}
