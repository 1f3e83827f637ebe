import ArgumentParser
import Foundation
import LessonFormat
import LessonRender
import LessonRun

/// The options that `lesson run`, `lesson verify` and `lesson update` have in common.
struct LessonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder of the outputs.", valueName: "folder"), completion: .directory)
    var output = "outputs"

    @Option(
        help: ArgumentHelp(
            "The longest a cell may run, such as 30s or 2m; else the lesson's own 'timeout'.", valueName: "time"),
        transform: RunCommand.seconds)
    var timeout: Double?

    @Option(
        help: ArgumentHelp(
            "The longest a whole lesson may run, such as 10m; else the lesson's own 'total-timeout'.",
            valueName: "time"),
        transform: RunCommand.seconds)
    var totalTimeout: Double?

    @Option(
        help: ArgumentHelp(
            "The memory that the cells of a lesson may occupy, such as 4GiB; else nine tenths of the machine's.",
            valueName: "size"),
        transform: RunCommand.memory)
    var memory: Int?

    @Option(
        help: ArgumentHelp(
            "How much text of one cell is kept, such as 256KiB; else 1MiB. The rest is dropped with a note.",
            valueName: "size"),
        transform: RunCommand.size)
    var outputLimit: Int?

    @Flag(help: "Stops a cell that shows more than the output limit.")
    var stopAtOutputLimit = false

    @Option(
        name: [.customShort("p"), .customLong("param")],
        help: ArgumentHelp("Sets a parameter of the lesson's 'params'; repeatable.", valueName: "name=value"),
        transform: RunCommand.parameterOverride)
    var parameters: [ParameterOverride] = []

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "How many lessons run side by side; they share the processor's threads.", valueName: "number"))
    var jobs = 1

    @Option(
        help: ArgumentHelp("Takes only one part of the lessons, such as 2/5.", valueName: "i/n"),
        transform: RunCommand.shard)
    var shard: Shard?

    @Option(
        help: ArgumentHelp(
            "Balances the parts by the times in this report of an earlier run, the same for all parts.",
            valueName: "file"),
        completion: .file(extensions: ["json"]))
    var times: String?

    @Option(
        help: ArgumentHelp(
            "Writes how the lessons fared to this file; 'run --shard' writes FOLDER/shard-I-of-N.report.json.",
            valueName: "file"),
        completion: .file(extensions: ["json"]))
    var report: String?

    @Flag(help: "Writes what happens to standard output, as one JSON object a line.")
    var json = false

    @OptionGroup var terminal: TerminalOptions

    /// The lesson that this process does for another one, which reads its events.
    @Option(help: .hidden) var job: String?
    @Option(help: .hidden) var jobFolder = ""
    @Flag(help: .hidden) var jobColor = false

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("expected a number of jobs from 1, received \(jobs)") }
        guard times == nil || shard != nil else {
            throw ValidationError("'--times' balances the parts of '--shard'; give that too, or leave it out")
        }
    }

    /// How lessons are run with these options.
    var runSettings: RunSettings {
        RunSettings(
            timeout: timeout, totalTimeout: totalTimeout,
            limits: ResourceLimits(
                memory: memory ?? ResourceLimits.standardMemory, output: outputLimit ?? ResourceLimits.standardOutput,
                stopsAtOutputLimit: stopAtOutputLimit))
    }

    /// Says a line where results are read; with `--json` standard output is for events only.
    func say(_ line: String) {
        if json { StandardError.write(line + "\n") } else { StandardOutput.write(line: line) }
    }
}
