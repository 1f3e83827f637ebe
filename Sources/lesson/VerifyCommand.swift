import ArgumentParser
import LessonFormat
import LessonJobs
import LessonRender
import LessonRun

/// `lesson verify`: tells whether the outputs are what another run gives.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Runs lessons again and compares what they give with their outputs; writes none.",
        discussion: """
            Numbers may be off by a cell's 'tolerance', else by 0.0001 of the larger one; whole numbers and words must \
            be the same, and pictures must look the same. Of a cell with 'volatile' only the outcome is compared. \
            Links in the prose must lead somewhere, and the pages must be what their records render to. Every lesson \
            runs, and trainings are done anew, unless --cached is given.

            Examples:
              lesson verify
              lesson verify lessons/01_first.md --format github

            Exit status: 0 everything is the same, 3 something is not or is missing ('lesson update' accepts it); \
            1 a cell failed, 2 usage or lesson syntax, 4 a limit was hit, 5 something is missing (see 'lesson doctor'), \
            70 internal error, 130 interrupted; of several lessons 3 counts only where nothing is worse.
            """)

    @Argument(
        help: ArgumentHelp("Lesson files, or folders whose .md files are taken.", valueName: "lessons"),
        completion: .file(extensions: ["md"]))
    var lessons = ["lessons"]

    @OptionGroup var options: LessonOptions

    @Flag(help: "Takes the results of trainings that were done before.")
    var cached = false

    @Option(
        help: ArgumentHelp("What to write besides: github (annotations).", valueName: "list"),
        completion: .list([OutputFormat.github.rawValue]), transform: OutputFormat.list)
    var format: [OutputFormat] = []

    func validate() throws {
        if let other = format.first(where: { $0 != .github }) {
            throw ValidationError("'verify' writes no outputs; leave out '--format \(other.rawValue)'")
        }
    }

    func run() throws {
        var settings = options.runSettings
        settings.restoresTrainings = cached
        try options.run("verify", options.jobSettings(.verify, run: settings), lessons: lessons, tell: tell)
    }

    private func tell(_ results: RunReport) {
        for result in results.lessons {
            guard let differences = result.differences else { continue }
            let report = DifferenceReport(lesson: result.lesson, differences: differences)
            report.lines.forEach(options.say)
            options.say(report.summary(command: command(accepting: result)))
        }
        if format.contains(.github) { GitHubAnnotations.lines(results.lessons).forEach(options.say) }
    }

    /// The command that makes new outputs of a lesson.
    private func command(accepting result: LessonResult) -> String {
        var words = ["lesson", "update", result.lesson]
        // Of lessons with the same name the outputs are in folders of their own.
        let folder = result.outputs.lastIndex(of: "/").map { "/" + result.outputs[..<$0] } ?? ""
        let output = options.output + folder
        if output != "outputs" { words += ["--output", output] }
        words += options.parameters.flatMap { ["-p", "\($0.name)=\($0.text)"] }
        if let limit = options.outputLimit { words += ["--output-limit", "\(limit)B"] }
        return words.map(ShellWord.quoted).joined(separator: " ")
    }
}
