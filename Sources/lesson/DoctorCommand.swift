import ArgumentParser
import Foundation
import LessonRun

/// `lesson doctor`: says which parts of the environment are missing and what installs them.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Names each missing part of the environment, with the command that installs it.",
        discussion: "Exit status: 0 everything is there, 5 something is missing.")

    func run() throws {
        let checks = Doctor(executable: Program.path).checks()
        for check in checks {
            StandardOutput.write(line: "\(check.remedy == nil ? "✓" : "✗") \(check.name): \(check.detail)")
            if let remedy = check.remedy { StandardOutput.write(line: "    \(remedy)") }
        }
        let missing = checks.count { $0.remedy != nil }
        guard missing == 0 else {
            StandardOutput.write(line: "\n\(missing) of \(checks.count) parts are missing.")
            throw ExitStatus.environment
        }
        StandardOutput.write(line: "\nEverything a lesson needs is here.")
    }
}
