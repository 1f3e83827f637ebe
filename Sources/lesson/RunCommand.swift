import ArgumentParser
import Foundation
import LessonFormat
import LessonRender
import LessonRun

/// `lesson run`: runs lessons and writes their pages.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs lessons and writes their pages, plots and records.",
        discussion: """
            Each lesson's outputs are NAME.html (one file with everything inside), NAME.md with its pictures in \
            NAME/, and NAME.json (the record of the run). A quick or partial run leaves these alone: it writes \
            NAME.quick.html, NAME.partial.html and so on. A lesson of which nothing has changed since its last run \
            that passed does not run again; 'lesson explain' tells why one would.

            Exit status: 0 all well, 1 a cell failed or did not fail as expected, 2 usage or lesson syntax, \
            4 a limit was hit, 5 something is missing (see 'lesson doctor'), 70 internal error, 130 interrupted; \
            of several lessons the highest counts, and a failing one does not stop the others.
            """)

    @Argument(
        help: "Lesson files, or folders whose .md files are run in order of name.",
        completion: .file(extensions: ["md"]))
    var lessons: [String]

    @Option(help: "The folder that the outputs are written to.", completion: .directory)
    var output = "outputs"

    @Option(help: "The longest a cell may run, such as 30s or 2m; else the lesson's own 'timeout'.", transform: seconds)
    var timeout: Double?

    @Option(
        help: "The memory that the cells of a lesson may occupy, such as 4GiB; else nine tenths of the machine's.",
        transform: memory)
    var memory: Int?

    @Option(
        help: "How much text of one cell is kept, such as 256KiB; else 1MiB. The rest is dropped with a note.",
        transform: size)
    var outputLimit: Int?

    @Flag(help: "Stop a cell that shows more than the output limit.")
    var stopAtOutputLimit = false

    @Option(
        help: "The longest the whole lesson may run, such as 10m; else the lesson's own 'total-timeout'.",
        transform: seconds)
    var totalTimeout: Double?

    @Option(
        name: [.customShort("p"), .customLong("param")],
        help: ArgumentHelp("Sets a parameter of the lesson's 'params'; repeatable.", valueName: "name=value"),
        transform: parameterOverride)
    var parameters: [ParameterOverride] = []

    @Option(
        help: ArgumentHelp("Shows only these cells; the cells before them run too, unshown.", valueName: "id,id"),
        transform: { $0.split(separator: ",").map(String.init) })
    var only: [String] = []

    @Option(help: ArgumentHelp("Shows the cells from this one on; those before run too, unshown.", valueName: "id"))
    var from: String?

    @Option(help: ArgumentHelp("Ends the run after this cell.", valueName: "id"))
    var until: String?

    @Option(
        help: ArgumentHelp("Uses this share of epochs and data, such as 0.1.", valueName: "share"), transform: share)
    var quick: Double?

    @Flag(name: [.long, .customLong("rerun")], help: "Runs lessons also where nothing has changed since the last run.")
    var force = false

    @Flag(name: .customLong("no-cache"), help: "Compiles every cell and does every training anew; implies --force.")
    var noCache = false

    @Option(name: .shortAndLong, help: "How many lessons run side by side; they share the processor's threads.")
    var jobs = 1

    @Option(
        help: ArgumentHelp("Run only one part of the lessons, such as 2/5; parts are balanced.", valueName: "i/n"),
        transform: shard)
    var shard: Shard?

    @Option(
        help: ArgumentHelp(
            "What to write besides html, md and json: junit (NAME.junit.xml), github (annotations).",
            valueName: "list"),
        completion: .list(OutputFormat.allCases.map(\.rawValue)), transform: OutputFormat.list)
    var format: [OutputFormat] = []

    @Option(
        help: "Write how the lessons fared to this file; with --shard it is OUTPUT/shard-I-of-N.report.json.",
        completion: .file(extensions: ["json"]))
    var report: String?

    @Flag(help: "Write what happens to standard output, as one JSON object a line.")
    var json = false

    @OptionGroup var terminal: TerminalOptions

    /// The lesson that this process runs for another one, which reads its events.
    @Option(help: .hidden) var job: String?
    @Option(help: .hidden) var jobFolder = ""
    @Flag(help: .hidden) var jobColor = false

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("expected a number of jobs from 1, received \(jobs)") }
        if !only.isEmpty, from != nil || until != nil {
            throw ValidationError("'--only' names the cells one by one; leave out '--from' and '--until'")
        }
    }

    private var settings: RunSettings {
        RunSettings(
            timeout: timeout, totalTimeout: totalTimeout,
            selection: CellSelection(only: only, from: from, until: until),
            quick: quick == 1 ? nil : quick,
            limits: ResourceLimits(
                memory: memory ?? ResourceLimits.standardMemory, output: outputLimit ?? ResourceLimits.standardOutput,
                stopsAtOutputLimit: stopAtOutputLimit), usesCache: !noCache)
    }

    func run() throws {
        Orphans.adopt()
        let interrupt = Interrupt()
        interrupt.catchSignals()
        if let job { return try runAsJob(job, interrupt: interrupt) }
        let all = LessonEntry.entries(try LessonFiles.paths(lessons))
        try LessonFiles.checkOutputs(of: all, in: output)
        if all.count > 1, !settings.selection.isWhole {
            throw ValidationError("'--only', '--from' and '--until' name cells of one lesson; run one lesson at a time")
        }
        let seconds = all.map { RecordedTime.seconds(recordPath: "\(output)/\($0.outputs).json") }
        let style = TerminalStyle(terminal.color)
        let batch = LessonBatch(
            entries: shard?.part(of: all, seconds: seconds) ?? all, jobs: jobs, shard: shard, interrupt: interrupt,
            style: style, writesEvents: json,
            job: { lessonJob($0, interrupt: interrupt, style: style, writesEvents: json) },
            arguments: { LessonBatch.arguments(of: $0, command: "run", style: style) })
        let result = batch.run()
        try write(result)
        if format.contains(.github) {
            // With --json standard output is for events only; GitHub reads both streams.
            let say = json ? { StandardError.write($0 + "\n") } : StandardOutput.write(line:)
            GitHubAnnotations.lines(result.lessons).forEach(say)
        }
        if interrupt.isTriggered { throw ExitStatus.interrupted }
        if result.exit != 0 { throw ExitStatus(rawValue: result.exit) ?? .internal }
    }

    private func lessonJob(
        _ entry: LessonEntry, interrupt: Interrupt, style: TerminalStyle, writesEvents: Bool
    ) -> LessonJob {
        LessonJob(
            entry: entry, outputDirectory: output, settings: settings, parameters: parameters, interrupt: interrupt,
            isForced: force || noCache, style: style, writesEvents: writesEvents, writesJUnit: format.contains(.junit))
    }

    /// Runs one lesson for the process that started this one, and stops when that one is gone.
    private func runAsJob(_ path: String, interrupt: Interrupt) throws {
        Lifeline.watch()
        let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        let job = lessonJob(
            LessonEntry(path: path, folder: jobFolder, name: name), interrupt: interrupt,
            style: TerminalStyle(isLive: false, usesColor: jobColor), writesEvents: true)
        let result = job.run()
        if result.exit != 0 { throw ExitStatus(rawValue: result.exit) ?? .internal }
    }

    private func write(_ result: RunReport) throws {
        guard let path = report ?? (shard == nil ? nil : "\(output)/\(result.name)\(RunReport.suffix)") else { return }
        do {
            try ReportFile.write(result, to: path)
        } catch {
            StandardError.write("\(error)\n")
            throw ExitStatus.environment
        }
    }
}
