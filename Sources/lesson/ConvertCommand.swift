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
            From .md to .ipynb the outputs of the last run are kept, as far as the cells are the same; back again the \
            lesson's text is what it was, to the byte. Of a notebook in another language the code is shown, not run.

            Examples:
              lesson convert 01_first.md            writes 01_first.ipynb
              lesson convert notes.ipynb 05_notes.md

            Exit status: 0 all well, 2 the input is no lesson or notebook, or the output exists, 5 it cannot be written.
            """)

    @Argument(help: "A lesson (.md) or a notebook (.ipynb).", completion: .file(extensions: ["md", "ipynb"]))
    var input: String

    @Argument(help: "The file to write; else the input's name with the other extension.", completion: .file())
    var result: String?

    @Option(
        help: ArgumentHelp("The folder with the records of runs, whose outputs notebooks keep.", valueName: "folder"),
        completion: .directory)
    var outputs = "outputs"

    @Flag(help: "Replaces the output if it exists.")
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
            let words =
                isNotebook
                ? try NotebookConversion.writeLesson(of: input, to: target)
                : try NotebookConversion.writeNotebook(of: input, to: target, records: outputs)
            words.forEach { StandardError.write($0 + "\n") }
        } catch let error as ArtifactError {
            StandardError.write("\(error)\n")
            throw ExitStatus.environment
        } catch let error where error is LessonSyntaxError || error is LessonFileError || error is NotebookError {
            StandardError.write("\(error)\n")
            throw ExitStatus.usage
        }
    }
}
