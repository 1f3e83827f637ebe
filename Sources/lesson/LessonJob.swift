import Foundation
import LessonFormat
import LessonRender
import LessonRun

/// One lesson on its way from the file to its outputs.
struct LessonJob {
    let path: String
    let outputDirectory: String
    let settings: RunSettings
    let parameters: [ParameterOverride]
    let interrupt: Interrupt

    /// Loads, runs and renders the lesson; says on standard error what happens.
    ///
    /// Returns nil when all went well.
    func run() -> ExitStatus? {
        say(path)
        do {
            let lesson = try Lesson.load(path: path).setting(parameters)
            try settings.selection.check(in: lesson)
            try Artifacts.checkFolder(outputDirectory)
            let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
            let runner = try LessonRunner(executable: Program.path, interrupt: interrupt)
            let record = try runner.run(
                lesson, in: directory, settings: settings, reporter: TerminalReporter(file: path))
            record.notices.forEach { say("  \($0)") }
            let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent + record.stemSuffix
            let artifacts = try Artifacts.render(
                record, stem: stem, lessonDirectory: directory,
                outputDirectory: URL(fileURLWithPath: outputDirectory).path)
            try artifacts.write(to: outputDirectory)
            let page = URL(fileURLWithPath: outputDirectory).appendingPathComponent("\(stem).html").relativePath
            say("  \(page)  \(record.host.seconds.formatted(.number.precision(.fractionLength(1)))) s")
            return Self.status(of: record)
        } catch {
            say("\(error)")
            return Self.status(of: error)
        }
    }

    private static func status(of record: RunRecord) -> ExitStatus? {
        switch record.status {
        case .passed: nil
        case .interrupted: .interrupted
        case .failed: status(ofFailure: record.cells.map(\.outcome))
        }
    }

    private static func status(ofFailure outcomes: [Outcome]) -> ExitStatus {
        if outcomes.contains(where: { $0.cause == .environment }) { return .environment }
        return outcomes.contains { $0.isLimit } ? .limit : .failed
    }

    private static func status(of error: any Error) -> ExitStatus {
        switch error {
        case is LessonSyntaxError, is LessonFileError, is LessonRequestError: .usage
        case is RunError, is ArtifactError: .environment
        default: .internal
        }
    }

    private func say(_ text: String) {
        StandardError.write(text + "\n")
    }
}
