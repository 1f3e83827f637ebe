import Foundation
import LessonFormat
package import LessonRun

/// The lessons of one command: run one after the other in this process, or side by side in processes of their own.
package struct LessonBatch {
    private let entries: [LessonEntry]
    private let settings: JobSettings
    private let jobs: Int
    private let shard: Shard?
    private let listed: [String]
    private let interrupt: Interrupt
    private let style: TerminalStyle
    private let writesEvents: Bool
    private let arguments: (LessonEntry) -> [String]

    /// Makes a batch of the lessons that `files` name, themselves or by their folders, or of the shard's part of them.
    ///
    /// - Parameters:
    ///   - jobs: how many run side by side.
    ///   - times: the seconds that lessons took in an earlier run, by which the shards are balanced.
    ///   - writesEvents: whether events go to standard output.
    ///   - arguments: the command line of a lesson's own process.
    /// - Throws: `LessonListError`.
    package init(
        of files: [String], settings: JobSettings, jobs: Int, shard: Shard?, times: [String: Double],
        interrupt: Interrupt, style: TerminalStyle, writesEvents: Bool, arguments: @escaping (LessonEntry) -> [String]
    ) throws(LessonListError) {
        let all = LessonEntry.entries(try LessonFiles.paths(files))
        try LessonFiles.checkOutputs(of: all, in: settings.outputDirectory)
        if all.count > 1, !settings.run.selection.isWhole { throw .selectionOfMany }
        entries = shard?.part(of: all, seconds: all.map { times[$0.path] }) ?? all
        listed = all.map(\.path)
        self.settings = settings
        self.jobs = jobs
        self.shard = shard
        self.interrupt = interrupt
        self.style = style
        self.writesEvents = writesEvents
        self.arguments = arguments
    }

    /// Runs the lessons; a failing one does not stop the others, an interrupt does.
    package func run() -> RunReport {
        let start = ContinuousClock.now
        if writesEvents { EventLine.write(.runStarted(lessons: entries.map(\.path), jobs: jobs)) }
        let results = jobs > 1 && entries.count > 1 ? runSideBySide() : runInOrder()
        let report = RunReport(
            shard: shard, listed: shard == nil ? nil : listed, lessons: withUnreached(results),
            seconds: (ContinuousClock.now - start) / .seconds(1))
        if entries.count > 1 || shard != nil {
            let lines = SummaryTable(report).lines { text, result in
                style.paint(text, result.exit == 0 ? .green : .red)
            }
            StandardError.write("\n" + lines.joined(separator: "\n") + "\n")
        }
        if writesEvents { EventLine.write(.summary(report)) }
        return report
    }

    /// The results, and those of the lessons that an interrupt kept from being run.
    private func withUnreached(_ results: [LessonResult]) -> [LessonResult] {
        let reached = Dictionary(results.map { ($0.lesson, $0) }) { first, _ in first }
        return entries.map { entry in
            reached[entry.path]
                ?? LessonResult(
                    lesson: entry.path, outputs: entry.outputs, exit: ExitStatus.interrupted.rawValue,
                    problems: [LessonResult.Problem(message: "not run, because the command was interrupted before")])
        }
    }

    private func runInOrder() -> [LessonResult] {
        var results: [LessonResult] = []
        var prepared: PreparedRun?
        for (index, entry) in entries.enumerated() {
            // The compiler works on one cell at a time, each built on those before: the next lesson keeps the other
            // cores busy meanwhile. Cells themselves run one lesson at a time, on all threads.
            let next = entries.dropFirst(index + 1).first.flatMap { job($0).prepare() }
            results.append(job(entry).run(prepared))
            prepared = next
            if interrupt.isTriggered { break }
        }
        prepared?.finish()
        return results
    }

    private func runSideBySide() -> [LessonResult] {
        JobPool(
            executable: Program.path, jobs: min(jobs, entries.count), interrupt: interrupt, arguments: arguments
        ).run(entries, listener: ManyReporter(count: entries.count, style: style, forwardsEvents: writesEvents))
    }

    private func job(_ entry: LessonEntry) -> LessonJob {
        LessonJob(entry, settings: settings, interrupt: interrupt, style: style, writesEvents: writesEvents)
    }
}
