import ArgumentParser
import LessonJobs
import LessonRun

/// `lesson update`: accepts what another run gives as the outputs.
struct UpdateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Runs lessons again, writes their outputs, and says what has changed in them.",
        discussion: """
            It accepts what 'lesson verify' finds. The outputs of a lesson that does not pass are left as they were. Every \
            lesson runs, and trainings are taken from the cache where they are the same; 'lesson run' leaves alone what \
            is up to date.

            Exit status: 0 all well, 1 a cell failed, 2 usage or lesson syntax, 4 a limit was hit, 5 something is \
            missing (see 'lesson doctor'), 70 internal error, 130 interrupted.
            """)

    @Argument(
        help: ArgumentHelp("Lesson files, or folders whose .md files are taken.", valueName: "lessons"),
        completion: .file(extensions: ["md"]))
    var lessons = ["lessons"]

    @OptionGroup var options: LessonOptions

    func run() throws {
        try options.run(
            "update", options.jobSettings(.update, run: options.runSettings), lessons: lessons, tell: tell)
    }

    private func tell(_ results: RunReport) {
        for result in results.lessons {
            guard let differences = result.differences else { continue }
            let report = DifferenceReport(lesson: result.lesson, differences: differences)
            report.lines.forEach(options.say)
            options.say(report.acceptance)
        }
    }
}
