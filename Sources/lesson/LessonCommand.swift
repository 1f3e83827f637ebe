import ArgumentParser
import Foundation
import LessonRun

/// The command line's root.
@main
struct LessonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lesson",
        abstract: "Runs workshop lessons: Markdown whose Swift cells are real Swift.",
        version: "lesson \(LessonRunner.version)",
        subcommands: [
            RunCommand.self, PlanCommand.self, VerifyCommand.self, UpdateCommand.self, ExplainCommand.self,
            CheckTypesCommand.self, CacheCommand.self, NewCommand.self, ConvertCommand.self, ReportCommand.self,
            WeightsCommand.self, DoctorCommand.self, KernelProcessCommand.self, CalibrateCommand.self,
        ])

    static func main() {
        // A reader that goes away, such as head, must not end a run.
        signal(SIGPIPE, SIG_IGN)
        // A limit on the size of files is to be an error that can be told.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let status as ExitStatus {
            Foundation.exit(status.rawValue)
        } catch let error where exitCode(for: error) == .validationFailure {
            StandardError.write(fullMessage(for: error) + "\n")
            Foundation.exit(ExitStatus.usage.rawValue)
        } catch {
            exit(withError: error)
        }
    }
}
