import ArgumentParser
import Foundation
import LessonFormat
import LessonJobs
import LessonRun

/// `lesson plan`: says what a lesson would cost, and which cells are wrong, without data, weights or training.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Checks the shapes in all cells and estimates what a lesson would cost.",
        usage: "lesson plan <lesson> [<options>]",
        discussion: """
            The cells run without data, weights or training: models are built and checked, results are placeholders, and \
            nothing is written. Missing data and weights are assumed, which is noted. An error in one cell hides none in \
            others. Times are estimated from about a second of measurement on this machine, and leave out what cells do \
            besides training, evaluating and predicting.

            Exit status: 0 no errors (also where a cell could not be planned), 1 a cell is wrong, 2 usage or lesson \
            syntax, 5 something is missing (see 'lesson doctor'), 130 interrupted.
            """)

    @Argument(help: "The lesson file.", completion: .file(extensions: ["md"]))
    var lesson: String

    @Option(
        help: ArgumentHelp(
            "The longest a cell may take while nothing is computed, such as 30s; else 10s.", valueName: "time"),
        transform: RunCommand.seconds)
    var timeout: Double?

    @Option(
        name: [.customShort("p"), .customLong("param")],
        help: ArgumentHelp("Sets a parameter of the lesson's 'params'; repeatable.", valueName: "name=value"),
        transform: RunCommand.parameterOverride)
    var parameters: [ParameterOverride] = []

    @Flag(help: "Writes the plan to standard output as JSON.")
    var json = false

    @OptionGroup var terminal: TerminalOptions

    func run() throws {
        Orphans.adopt()
        let interrupt = Interrupt()
        interrupt.catchSignals()
        let plan: LessonPlan
        var liveLine = LiveLine(style: TerminalStyle(terminal.color))
        do {
            let loaded = try Lesson.load(path: lesson).setting(parameters)
            let runner = try LessonRunner(executable: Program.path, interrupt: interrupt)
            plan = try runner.plan(
                loaded, in: URL(fileURLWithPath: lesson).deletingLastPathComponent().path, timeout: timeout ?? 10
            ) { liveLine.draw($0) }
            liveLine.erase()
        } catch {
            liveLine.erase()
            StandardError.write("\(error)\n")
            throw ExitStatus(of: error)
        }
        try write(plan)
        if interrupt.isTriggered { throw ExitStatus.interrupted }
        if plan.hasErrors { throw ExitStatus.failed }
    }

    private func write(_ plan: LessonPlan) throws {
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return StandardOutput.write(line: String(decoding: try encoder.encode(plan), as: UTF8.self))
        }
        let style = TerminalStyle(terminal.color, isTerminal: isatty(STDOUT_FILENO) == 1)
        PlanTable(plan, file: lesson).lines(faint: { style.paint($0, .faint) }, red: { style.paint($0, .red) })
            .forEach { StandardOutput.write(line: $0) }
    }
}
