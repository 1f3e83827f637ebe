import Foundation
import LessonRender
import LessonRun

/// The lessons of one command: run one after the other in this process, or side by side in processes of their own.
struct LessonBatch {
    let entries: [LessonEntry]
    let jobs: Int
    let shard: Shard?
    let interrupt: Interrupt
    let style: TerminalStyle
    let writesEvents: Bool
    /// The job of a lesson in this process.
    let job: (LessonEntry) -> LessonJob
    /// The command line of a lesson's own process.
    let arguments: (LessonEntry) -> [String]

    /// Runs the lessons; a failing one does not stop the others, an interrupt does.
    func run() -> RunReport {
        let start = ContinuousClock.now
        if writesEvents { EventLine.write(.runStarted(lessons: entries.map(\.path), jobs: jobs)) }
        let results = jobs > 1 && entries.count > 1 ? runSideBySide() : runInOrder()
        let report = RunReport(shard: shard, lessons: results, seconds: (ContinuousClock.now - start) / .seconds(1))
        if entries.count > 1 || shard != nil {
            let lines = SummaryTable(report).lines { text, result in
                style.paint(text, result.exit == 0 ? .green : .red)
            }
            StandardError.write("\n" + lines.joined(separator: "\n") + "\n")
        }
        if writesEvents { EventLine.write(.summary(report)) }
        return report
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

    /// This command line, for a process that does one of its lessons.
    static func arguments(of entry: LessonEntry, command: String, style: TerminalStyle) -> [String] {
        var arguments = Array(CommandLine.arguments.dropFirst())
        let place = (arguments.firstIndex(of: command) ?? 0) + 1
        let folder = entry.folder.isEmpty ? [] : ["--job-folder=\(entry.folder)"]
        let additions = ["--job=\(entry.path)"] + folder + (style.usesColor ? ["--job-color"] : [])
        arguments.insert(contentsOf: additions, at: min(place, arguments.count))
        return arguments
    }
}
