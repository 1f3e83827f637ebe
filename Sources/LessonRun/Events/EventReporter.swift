import Foundation
public import LessonFormat
public import Transfer

/// Writes what happens during a run to standard output as events, and passes it on.
public final class EventReporter: RunReporter {
    private let lesson: String
    private let next: (any RunReporter)?
    private var lastProgress: (label: String, time: ContinuousClock.Instant)?

    /// Makes a reporter of the lesson at a path; `next` hears everything too.
    public init(lesson: String, next: (any RunReporter)? = nil) {
        self.lesson = lesson
        self.next = next
    }

    /// Writes `cell-started`.
    public func cellBegan(_ cell: Cell) {
        var event = RunEvent(.cellStarted, lesson: lesson, cell: cell)
        event.line = cell.codeLine
        EventLine.write(event)
        next?.cellBegan(cell)
    }

    /// Writes `cell-compiled`.
    public func cellCompiled(_ cell: Cell, diagnostics: [CompilerDiagnostic], seconds: Double) {
        var event = RunEvent(.cellCompiled, lesson: lesson, cell: cell)
        event.diagnostics = diagnostics
        event.seconds = seconds
        EventLine.write(event)
        next?.cellCompiled(cell, diagnostics: diagnostics, seconds: seconds)
    }

    /// Writes `output`, or `metric`.
    public func cellShowed(_ output: CellOutput, in cell: Cell) {
        if case .shown(.metric(let metric)) = output {
            var event = RunEvent(.metric, lesson: lesson, cell: cell)
            event.name = metric.name
            event.value = metric.value
            EventLine.write(event)
        } else {
            var event = RunEvent(.output, lesson: lesson, cell: cell)
            event.output = output
            EventLine.write(event)
        }
        next?.cellShowed(output, in: cell)
    }

    /// Writes `progress`, of one work at most twenty times a second, and always its end.
    public func progressed(_ progress: WorkProgress, in cell: Cell) {
        next?.progressed(progress, in: cell)
        let now = ContinuousClock.now
        if let lastProgress, lastProgress.label == progress.label, progress.completed < progress.total,
            lastProgress.time.duration(to: now) < .milliseconds(50)
        {
            return
        }
        lastProgress = (progress.label, now)
        var event = RunEvent(.progress, lesson: lesson, cell: cell)
        event.label = progress.label
        event.completed = progress.completed
        event.total = progress.total
        event.detail = progress.detail
        EventLine.write(event)
    }

    /// Writes `cell-finished`.
    public func cellEnded(_ record: CellRecord) {
        var event = RunEvent(.cellFinished, lesson: lesson, cell: record.cell)
        event.outcome = record.outcome
        event.seconds = record.timing.compile + record.timing.run
        EventLine.write(event)
        next?.cellEnded(record)
    }

    /// Only passes it on: what runs once more has had its events.
    public func stateWillBeRebuilt(after cell: Cell, cells: Int) {
        next?.stateWillBeRebuilt(after: cell, cells: cells)
    }
}
