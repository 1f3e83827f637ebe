import ArgumentParser
import Foundation
import LessonJobs
import LessonRender
import LessonRun

/// `lesson new`: a lesson to begin with.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Writes a small lesson that runs within seconds, to begin with.",
        discussion: """
            Examples:
              lesson new 04_my_lesson && lesson run 04_my_lesson.md

            Exit status: 0 all well, 2 the name is no file's or is taken, 5 it cannot be written.
            """)

    @Argument(help: "The lesson's name, such as 04_my_lesson; the file is NAME.md.")
    var name: String

    @Option(help: ArgumentHelp("The folder to write it to.", valueName: "folder"), completion: .directory)
    var dir = "."

    func validate() throws {
        guard !stem.isEmpty, !stem.hasPrefix("."), !stem.contains("/") else {
            throw ValidationError(
                "expected a name such as '04_my_lesson', received '\(name)'; a folder goes into --dir")
        }
    }

    func run() throws {
        let file = "\(stem).md"
        let path = dir == "." ? file : URL(fileURLWithPath: dir).appendingPathComponent(file).relativePath
        guard !FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("'\(path)' exists; choose another name")
        }
        do {
            try ReportFile.write(Data(LessonTemplate.text(name: stem).utf8), to: path)
        } catch {
            StandardError.write("\(error)\n")
            throw ExitStatus.environment
        }
        StandardOutput.write(line: "\(path): written; run it with 'lesson run \(path)'")
    }

    private var stem: String { name.hasSuffix(".md") ? String(name.dropLast(3)) : name }
}
