import ArgumentParser
import Foundation
import LessonFormat
import LessonJobs
import LessonRun

/// `lesson explain`: says why a lesson would run again.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Names what has changed since a lesson's outputs were written.",
        discussion: """
            The lesson, its parameters and seed, the program and the compiler, the files and folders that cells were seen \
            to use, and the outputs are compared. The network, the time, and files read by programs that cells start \
            cannot be seen: run such lessons with 'lesson run --force'.
            """)

    @Argument(help: "The lesson file.", completion: .file(extensions: ["md"]))
    var lesson: String

    @Option(
        help: ArgumentHelp("The folder that the outputs were written to.", valueName: "folder"), completion: .directory)
    var output = "outputs"

    @Option(
        name: [.customShort("p"), .customLong("param")],
        help: ArgumentHelp("A parameter of the lesson's 'params', as for 'run'; repeatable.", valueName: "name=value"),
        transform: RunCommand.parameterOverride)
    var parameters: [ParameterOverride] = []

    func run() throws {
        do {
            let loaded = try Lesson.load(path: lesson).setting(parameters)
            let freshness = try Freshness(
                of: loaded, source: lesson, outputDirectory: output, settings: RunSettings(), executable: Program.path)
            switch freshness.verdict() {
            case .fresh(let date): StandardOutput.write(line: "\(lesson) is up to date (ran \(Age.text(since: date)))")
            case .unknown: StandardOutput.write(line: "\(lesson) would run: no earlier run that passed is known")
            case .changed(let changes):
                StandardOutput.write(line: "\(lesson) would run:")
                for change in changes { StandardOutput.write(line: "  \(change)") }
            }
        } catch {
            StandardError.write("\(error)\n")
            throw ExitStatus(of: error)
        }
    }
}
