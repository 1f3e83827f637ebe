import ArgumentParser
import Foundation
import LessonFormat
import LessonRender
import LessonRun

extension LessonOptions {
    /// What a command does with each of its lessons.
    struct Task {
        /// The command's name.
        let command: String
        let purpose: LessonJob.Purpose
        let settings: RunSettings
        /// Whether lessons run also where nothing has changed.
        var isForced = true
        /// Whether each lesson gets a JUnit file.
        var writesJUnit = false
        /// Whether a part of the lessons gets a report among the outputs, unless another file is named.
        var writesShardReport = false
    }

    /// Does a task with lessons, writes the report if one is asked for, and lets `tell` say what came out.
    ///
    /// A process that does one lesson for another process leaves saying it to that one.
    /// - Throws: `ValidationError`, or the `ExitStatus` if it is not 0.
    func run(_ task: Task, lessons: [String], tell: (RunReport) -> Void) throws {
        Orphans.adopt()
        let interrupt = Interrupt()
        interrupt.catchSignals()
        func lessonJob(_ entry: LessonEntry, style: TerminalStyle, writesEvents: Bool) -> LessonJob {
            LessonJob(
                purpose: task.purpose, entry: entry, outputDirectory: output, settings: task.settings,
                parameters: parameters, interrupt: interrupt, isForced: task.isForced, style: style,
                writesEvents: writesEvents, writesJUnit: task.writesJUnit)
        }
        if let job {
            // It stops when the process that started it is gone.
            Lifeline.watch()
            let name = URL(fileURLWithPath: job).deletingPathExtension().lastPathComponent
            let style = TerminalStyle(isLive: false, usesColor: jobColor)
            let entry = LessonEntry(path: job, folder: jobFolder, name: name)
            return try Self.leave(with: lessonJob(entry, style: style, writesEvents: true).run().exit)
        }
        let all = LessonEntry.entries(try LessonFiles.paths(lessons))
        try LessonFiles.checkOutputs(of: all, in: output)
        if all.count > 1, !task.settings.selection.isWhole {
            throw ValidationError("'--only', '--from' and '--until' name cells of one lesson; run one lesson at a time")
        }
        let style = TerminalStyle(terminal.color)
        let seconds = all.map { RecordedTime.seconds(recordPath: "\(output)/\($0.outputs).json") }
        let results = LessonBatch(
            entries: shard?.part(of: all, seconds: seconds) ?? all, jobs: jobs, shard: shard, interrupt: interrupt,
            style: style, writesEvents: json, job: { lessonJob($0, style: style, writesEvents: json) },
            arguments: { LessonBatch.arguments(of: $0, command: task.command, style: style) }
        ).run()
        try write(results, among: task.writesShardReport && shard != nil ? output : nil)
        tell(results)
        if interrupt.isTriggered { throw ExitStatus.interrupted }
        try Self.leave(with: results.exit)
    }

    private static func leave(with exit: Int32) throws {
        if exit != 0 { throw ExitStatus(rawValue: exit) ?? .internal }
    }

    private func write(_ results: RunReport, among outputs: String?) throws {
        guard let path = report ?? outputs.map({ "\($0)/\(results.name)\(RunReport.suffix)" }) else { return }
        do {
            try ReportFile.write(results, to: path)
        } catch {
            StandardError.write("\(error)\n")
            throw ExitStatus.environment
        }
    }
}
