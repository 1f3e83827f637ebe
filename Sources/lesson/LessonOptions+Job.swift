import Foundation
import LessonJobs
import LessonRun

/// The hidden options by which a process does one lesson for another process.
extension LessonOptions {
    /// This command line, for a process that does one of its lessons.
    static func jobArguments(of entry: LessonEntry, command: String, style: TerminalStyle) -> [String] {
        var arguments = Array(CommandLine.arguments.dropFirst())
        let place = (arguments.firstIndex(of: command) ?? 0) + 1
        let folder = entry.folder.isEmpty ? [] : ["--job-folder=\(entry.folder)"]
        let additions = ["--job=\(entry.path)"] + folder + (style.usesColor ? ["--job-color"] : [])
        arguments.insert(contentsOf: additions, at: min(place, arguments.count))
        return arguments
    }

    /// Does the lesson at `path` for the process that started this one; stops when that one is gone.
    func result(ofJob path: String, _ settings: JobSettings, interrupt: Interrupt) -> LessonResult {
        Lifeline.watch()
        let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        return LessonJob(
            LessonEntry(path: path, folder: jobFolder, name: name), settings: settings, interrupt: interrupt,
            style: TerminalStyle(isLive: false, usesColor: jobColor), writesEvents: true
        ).run()
    }
}
