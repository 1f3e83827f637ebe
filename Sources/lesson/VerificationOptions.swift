import ArgumentParser
import Foundation
import LessonFormat
import LessonRender
import LessonRun

/// The options that `lesson verify` and `lesson update` have in common.
struct VerificationOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Lesson files, or folders whose .md files are taken; else 'lessons'.", valueName: "lessons"),
        completion: .file(extensions: ["md"]))
    var lessons: [String] = []

    @Option(help: "The folder of the outputs.", completion: .directory)
    var output = "outputs"

    @Option(
        help: "The longest a cell may run, such as 30s or 2m; else the lesson's own 'timeout'.",
        transform: RunCommand.seconds)
    var timeout: Double?

    @Option(
        help: "The longest a whole lesson may run, such as 10m; else the lesson's own 'total-timeout'.",
        transform: RunCommand.seconds)
    var totalTimeout: Double?

    @Option(
        help: "The memory that the cells of a lesson may occupy, such as 4GiB; else nine tenths of the machine's.",
        transform: RunCommand.size)
    var memory: Int?

    @Option(
        name: [.customShort("p"), .customLong("param")],
        help: ArgumentHelp("A parameter of the lesson's 'params', as for 'run'; repeatable.", valueName: "name=value"),
        transform: RunCommand.parameterOverride)
    var parameters: [ParameterOverride] = []

    @Option(name: .shortAndLong, help: "How many lessons run side by side; they share the processor's threads.")
    var jobs = 1

    @Option(
        help: ArgumentHelp("Take only one part of the lessons, such as 2/5; parts are balanced.", valueName: "i/n"),
        transform: RunCommand.shard)
    var shard: Shard?

    @Option(
        help: "Write how the lessons fared, with all differences, to this file.",
        completion: .file(extensions: ["json"]))
    var report: String?

    @Flag(help: "Write what happens to standard output, as one JSON object a line.")
    var json = false

    @OptionGroup var terminal: TerminalOptions

    /// The lesson that this process does for another one, which reads its events.
    @Option(help: .hidden) var job: String?
    @Option(help: .hidden) var jobFolder = ""
    @Flag(help: .hidden) var jobColor = false

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("expected a number of jobs from 1, received \(jobs)") }
    }

    /// Does all lessons for a purpose, writes the report if one is asked for, and lets `tell` say what came out.
    ///
    /// A process that does one lesson for another process leaves saying it to that one.
    /// - Throws: `ValidationError`, or the `ExitStatus` if it is not 0.
    func run(
        _ command: String, purpose: LessonJob.Purpose, restoresTrainings: Bool, tell: (RunReport) -> Void
    ) throws {
        Orphans.adopt()
        let interrupt = Interrupt()
        interrupt.catchSignals()
        var settings = RunSettings(
            timeout: timeout, totalTimeout: totalTimeout,
            limits: ResourceLimits(
                memory: memory ?? ResourceLimits.standardMemory, output: ResourceLimits.standardOutput))
        settings.restoresTrainings = restoresTrainings
        func lessonJob(_ entry: LessonEntry, style: TerminalStyle, writesEvents: Bool) -> LessonJob {
            LessonJob(
                purpose: purpose, entry: entry, outputDirectory: output, settings: settings, parameters: parameters,
                interrupt: interrupt, isForced: true, style: style, writesEvents: writesEvents, writesJUnit: false)
        }
        if let job {
            Lifeline.watch()
            let name = URL(fileURLWithPath: job).deletingPathExtension().lastPathComponent
            _ = lessonJob(
                LessonEntry(path: job, folder: jobFolder, name: name),
                style: TerminalStyle(isLive: false, usesColor: jobColor), writesEvents: true
            ).run()
            return
        }
        let all = LessonEntry.entries(try LessonFiles.paths(lessons.isEmpty ? ["lessons"] : lessons))
        try LessonFiles.checkOutputs(of: all, in: output)
        let style = TerminalStyle(terminal.color)
        let seconds = all.map { RecordedTime.seconds(recordPath: "\(output)/\($0.outputs).json") }
        let results = LessonBatch(
            entries: shard?.part(of: all, seconds: seconds) ?? all, jobs: jobs, shard: shard, interrupt: interrupt,
            style: style, writesEvents: json, job: { lessonJob($0, style: style, writesEvents: json) },
            arguments: { LessonBatch.arguments(of: $0, command: command, style: style) }
        ).run()
        try write(results)
        tell(results)
        if interrupt.isTriggered { throw ExitStatus.interrupted }
        if results.exit != 0 { throw ExitStatus(rawValue: results.exit) ?? .internal }
    }

    /// Says a line where results are read; with `--json` standard output is for events only.
    func say(_ line: String) {
        if json { StandardError.write(line + "\n") } else { StandardOutput.write(line: line) }
    }

    private func write(_ results: RunReport) throws {
        guard let report else { return }
        do {
            try ReportFile.write(results, to: report)
        } catch {
            StandardError.write("\(error)\n")
            throw ExitStatus.environment
        }
    }
}
