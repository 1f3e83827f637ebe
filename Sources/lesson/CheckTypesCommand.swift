import ArgumentParser
import Foundation
import LessonFormat
import LessonJobs
import LessonRun

/// `lesson check-types`: shows every compile error of lessons at once.
struct CheckTypesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-types",
        abstract: "Shows the compile errors of all cells of lessons, and runs none.",
        discussion: """
            Every error is shown at once: one in an early cell makes no others in later cells. Statements that use a name
            whose declaration does not compile are said to be unchecked.

            Exit status: 0 no errors, 1 a cell does not compile, 2 usage or lesson syntax, 5 something is missing \
            (see 'lesson doctor'), 130 interrupted.
            """)

    @Argument(help: "Lesson files, or folders whose .md files are taken.", completion: .file(extensions: ["md"]))
    var lessons: [String]

    @OptionGroup var terminal: TerminalOptions

    func run() throws {
        Orphans.adopt()
        let interrupt = Interrupt()
        interrupt.catchSignals()
        var worst: ExitStatus?
        for path in try paths() {
            let status = check(path, interrupt: interrupt)
            worst = [worst, status].compactMap { $0 }.max { $0.rawValue < $1.rawValue }
            if interrupt.isTriggered { throw ExitStatus.interrupted }
        }
        if let worst { throw worst }
    }

    private func paths() throws -> [String] {
        do { return try LessonFiles.paths(lessons) } catch { throw ValidationError("\(error)") }
    }

    private func check(_ path: String, interrupt: Interrupt) -> ExitStatus? {
        do {
            let lesson = try Lesson.load(path: path)
            let runner = try LessonRunner(executable: Program.path, interrupt: interrupt)
            let records = try runner.checkTypes(of: lesson)
            let failures = records.filter(\.outcome.isFailure)
            let reporter = TerminalReporter(file: path, style: TerminalStyle(terminal.color))
            records.filter { $0.outcome.isFailure || $0.outcome.kind == .notRun }.forEach(reporter.cellEnded)
            let cells = "\(records.count) \(records.count == 1 ? "cell" : "cells")"
            StandardError.write(
                failures.isEmpty
                    ? "\(path): \(cells), no errors\n" : "\(path): \(cells), \(failures.count) with errors\n")
            return failures.isEmpty ? nil : .failed
        } catch {
            StandardError.write("\(error)\n")
            return ExitStatus(of: error)
        }
    }
}
