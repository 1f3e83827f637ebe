import Foundation
import LessonFormat

/// Lessons and notebooks as files, made of each other.
package enum NotebookConversion {
    /// Writes the notebook of a lesson, with the outputs that its record in the folder `records` has.
    ///
    /// - Returns: What was written, in lines for a person.
    /// - Throws: `LessonFileError`, `LessonSyntaxError`, or `ArtifactError`.
    package static func writeNotebook(of path: String, to target: String, records: String) throws -> [String] {
        let (lesson, text) = try Lesson.loadWithSource(path: path)
        let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        let recordPath = URL(fileURLWithPath: records).appendingPathComponent("\(name).json").relativePath
        let record = FileManager.default.contents(atPath: recordPath).flatMap { try? JSONRenderer.record(from: $0) }
        let notebook = try NotebookWriter.notebook(text, file: lesson.file, record: record)
        try ReportFile.write(Data(notebook.utf8), to: target)
        let source = record == nil ? "without outputs: there is no \(recordPath)" : "outputs from \(recordPath)"
        return ["\(target): written, \(source)"]
    }

    /// Writes the lesson of a notebook, and the pictures it holds beside it.
    ///
    /// - Returns: What was written, in lines for a person.
    /// - Throws: `LessonFileError`, `NotebookError`, `ArtifactError`, or `LessonSyntaxError` where what was written is
    ///   no lesson yet.
    package static func writeLesson(of path: String, to target: String) throws -> [String] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LessonFileError(
                path: path,
                reason: FileManager.default.fileExists(atPath: path) ? .unreadable("permission denied") : .missing)
        }
        let url = URL(fileURLWithPath: target)
        let reader = try NotebookReader(data, file: path, stem: url.deletingPathExtension().lastPathComponent)
        for file in reader.files {
            let path = url.deletingLastPathComponent().appendingPathComponent(file.path).relativePath
            try ReportFile.write(file.data, to: path)
        }
        try ReportFile.write(Data(reader.text.utf8), to: target)
        var words = ["\(target): written"]
        if reader.language != "swift", reader.codeCellCount > 0 {
            words.append(
                "The notebook's code is \(reader.language): its \(reader.codeCellCount) code cells are shown, not run.")
        }
        _ = try Lesson.parse(reader.text, file: target)
        return words
    }
}
