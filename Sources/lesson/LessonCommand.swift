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
            leave(with: 0)
        } catch let status as ExitStatus {
            leave(with: status.rawValue)
        } catch let error where exitCode(for: error) == .success {
            StandardOutput.write(line: fullMessage(for: error))
            leave(with: 0)
        } catch let error where exitCode(for: error) == .validationFailure {
            StandardError.write(fullMessage(for: error) + "\n")
            leave(with: ExitStatus.usage.rawValue)
        } catch {
            exit(withError: error)
        }
    }

    /// Ends the program; where standard output could not be written, that is told, whatever came of the command.
    private static func leave(with status: Int32) -> Never {
        guard let failure = StandardOutput.failure else { Foundation.exit(status) }
        StandardError.write("\(failure)\n")
        Foundation.exit(ExitStatus.environment.rawValue)
    }
}
