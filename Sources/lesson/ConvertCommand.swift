import ArgumentParser
import Foundation
import LessonFormat
import LessonRender
import LessonRun

/// `lesson convert`: a lesson as a Jupyter notebook, and back.
struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Makes a Jupyter notebook of a lesson, or a lesson of a notebook.",
        discussion: """
            From .md to .ipynb the outputs of the last run are kept, as far as the cells are the same; back again the
            lesson's text is what it was, to the byte. Of a notebook in another language the code is shown, not run.

            Exit status: 0 all well, 2 the input is no lesson or notebook, or the output exists, 5 it cannot be written.
            """)

    @Argument(help: "A lesson (.md) or a notebook (.ipynb).", completion: .file(extensions: ["md", "ipynb"]))
    var input: String

    @Argument(help: "The file to write; else the input's name with the other extension.", completion: .file())
    var result: String?

    @Option(help: "The folder with the records of runs, whose outputs notebooks keep.", completion: .directory)
    var outputs = "outputs"

    @Flag(help: "Replace the output if it exists.")
    var force = false

    func run() throws {
        let url = URL(fileURLWithPath: input)
        let isNotebook = url.pathExtension == "ipynb"
        guard isNotebook || url.pathExtension == "md" else {
            throw ValidationError("expected a lesson (.md) or a notebook (.ipynb), received '\(input)'")
        }
        let target =
            result ?? url.deletingPathExtension().appendingPathExtension(isNotebook ? "md" : "ipynb").relativePath
        guard force || !FileManager.default.fileExists(atPath: target) else {
            throw ValidationError("'\(target)' exists; name another file, or replace it with --force")
        }
        do {
            if isNotebook {
                try writeLesson(to: target)
            } else {
                try writeNotebook(to: target)
            }
        } catch let error as ArtifactError {
            StandardError.write("\(error)\n")
            throw ExitStatus.environment
        } catch let error where error is LessonSyntaxError || error is LessonFileError || error is NotebookError {
            StandardError.write("\(error)\n")
            throw ExitStatus.usage
        }
    }

    private func writeNotebook(to target: String) throws {
        let lesson = try Lesson.load(path: input)
        let text = try String(contentsOfFile: input, encoding: .utf8)
        let name = URL(fileURLWithPath: input).deletingPathExtension().lastPathComponent
        let recordPath = URL(fileURLWithPath: outputs).appendingPathComponent("\(name).json").relativePath
        let record = FileManager.default.contents(atPath: recordPath).flatMap { try? JSONRenderer.record(from: $0) }
        let notebook = try NotebookWriter.notebook(text, file: lesson.file, record: record)
        try ReportFile.write(Data(notebook.utf8), to: target)
        say(
            "\(target): written, "
                + (record == nil ? "without outputs: there is no \(recordPath)" : "outputs from \(recordPath)"))
    }

    private func writeLesson(to target: String) throws {
        guard let data = FileManager.default.contents(atPath: input) else {
            throw LessonFileError(
                path: input,
                reason: FileManager.default.fileExists(atPath: input) ? .unreadable("permission denied") : .missing)
        }
        let url = URL(fileURLWithPath: target)
        let reader = try NotebookReader(data, file: input, stem: url.deletingPathExtension().lastPathComponent)
        for file in reader.files {
            let path = url.deletingLastPathComponent().appendingPathComponent(file.path).relativePath
            try ReportFile.write(file.data, to: path)
        }
        try ReportFile.write(Data(reader.text.utf8), to: target)
        say("\(target): written")
        if reader.language != "swift", reader.codeCellCount > 0 {
            say("The notebook's code is \(reader.language): its \(reader.codeCellCount) code cells are shown, not run.")
        }
        _ = try Lesson.parse(reader.text, file: target)
    }

    private func say(_ text: String) {
        StandardError.write(text + "\n")
    }
}
