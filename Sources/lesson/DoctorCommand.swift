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
            print("\(check.remedy == nil ? "✓" : "✗") \(check.name): \(check.detail)")
            if let remedy = check.remedy { print("    \(remedy)") }
        }
        let missing = checks.count { $0.remedy != nil }
        guard missing == 0 else {
            print("\n\(missing) of \(checks.count) parts are missing.")
            throw ExitStatus.environment
        }
        print("\nEverything a lesson needs is here.")
    }
}
