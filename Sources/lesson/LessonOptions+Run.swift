import ArgumentParser
import Foundation
import LessonJobs
import LessonRender
import LessonRun

extension LessonOptions {
    /// What a command does with each of its lessons, by these options.
    func jobSettings(_ purpose: JobSettings.Purpose, run: RunSettings) -> JobSettings {
        JobSettings(purpose, run: run, parameters: parameters, outputDirectory: output)
    }

    /// Does a command's work on lessons, writes the report if one is asked for, and lets `tell` say what came out.
    ///
    /// A process that does one lesson for another process leaves saying it to that one.
    /// - Parameters:
    ///   - command: The command's name.
    ///   - reportsShards: Whether a part of the lessons gets a report among the outputs, unless another file is named.
    /// - Throws: `ValidationError`, or the `ExitStatus` if it is not 0.
    func run(
        _ command: String, _ settings: JobSettings, lessons: [String], reportsShards: Bool = false,
        tell: (RunReport) -> Void
    ) throws {
        Orphans.adopt()
        let interrupt = Interrupt()
        interrupt.catchSignals()
        if let job { return try Self.leave(with: result(ofJob: job, settings, interrupt: interrupt).exit) }
        let style = TerminalStyle(terminal.color)
        let times = try earlierTimes()
        let batch: LessonBatch
        do {
            batch = try LessonBatch(
                of: lessons, settings: settings, jobs: jobs, shard: shard, times: times, interrupt: interrupt,
                style: style, writesEvents: json,
                arguments: { Self.jobArguments(of: $0, command: command, style: style) })
        } catch {
            throw ValidationError("\(error)")
        }
        let results = batch.run()
        try write(results, among: reportsShards && shard != nil ? output : nil)
        tell(results)
        if interrupt.isTriggered { throw ExitStatus.interrupted }
        try Self.leave(with: results.exit)
    }

    /// How long lessons took, as the report that was given for it has it.
    private func earlierTimes() throws -> [String: Double] {
        guard let times else { return [:] }
        do {
            let results = try ReportFile.read(times).flatMap(\.lessons)
            return Dictionary(results.map { ($0.lesson, $0.seconds) }) { $1 }
        } catch {
            StandardError.write("\(error)\n")
            throw ExitStatus.usage
        }
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
