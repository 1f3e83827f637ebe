import ArgumentParser
import Foundation
import LessonFormat
import LessonRender
import LessonRun

/// The options that `lesson run`, `lesson verify` and `lesson update` have in common.
struct LessonOptions: ParsableArguments {
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
        transform: RunCommand.memory)
    var memory: Int?

    @Option(
        help: "How much text of one cell is kept, such as 256KiB; else 1MiB. The rest is dropped with a note.",
        transform: RunCommand.size)
    var outputLimit: Int?

    @Flag(help: "Stop a cell that shows more than the output limit.")
    var stopAtOutputLimit = false

    @Option(
        name: [.customShort("p"), .customLong("param")],
        help: ArgumentHelp("Sets a parameter of the lesson's 'params'; repeatable.", valueName: "name=value"),
        transform: RunCommand.parameterOverride)
    var parameters: [ParameterOverride] = []

    @Option(name: .shortAndLong, help: "How many lessons run side by side; they share the processor's threads.")
    var jobs = 1

    @Option(
        help: ArgumentHelp("Take only one part of the lessons, such as 2/5; parts are balanced.", valueName: "i/n"),
        transform: RunCommand.shard)
    var shard: Shard?

    @Option(
        help: "Write how the lessons fared to this file; 'run --shard' writes OUTPUT/shard-I-of-N.report.json.",
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
