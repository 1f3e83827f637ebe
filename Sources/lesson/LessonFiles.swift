import ArgumentParser
import Foundation
import LessonRun

/// The lesson files that a command line names.
enum LessonFiles {
    /// The files, folders replaced by the lessons inside, in order of name.
    ///
    /// - Throws: `ValidationError` for a file that is no lesson and a folder without any.
    static func paths(_ arguments: [String]) throws -> [String] {
        try arguments.flatMap { path -> [String] in
            var isDirectory: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            guard exists, isDirectory.boolValue else {
                guard !exists || ["md", "markdown"].contains(URL(fileURLWithPath: path).pathExtension) else {
                    throw ValidationError("'\(path)' is no lesson; give a Markdown file, whose name ends in .md")
                }
                return [path]
            }
            let names: [String]
            do {
                names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".md") }
            } catch {
                throw ValidationError("the folder '\(path)' cannot be read; check its permissions")
            }
            guard !names.isEmpty else {
                throw ValidationError(
                    "there is no lesson (*.md) in the folder '\(path)'; name another folder or a file")
            }
            return names.sorted().map { URL(fileURLWithPath: path).appendingPathComponent($0).relativePath }
        }
    }

    /// Refuses to overwrite a lesson.
    ///
    /// - Throws: `ValidationError`.
    static func checkOutputs(of entries: [LessonEntry], in output: String) throws {
        let lessons = Set(entries.map { URL(fileURLWithPath: $0.path).resolvingSymlinksInPath().path })
        let folder = URL(fileURLWithPath: output).resolvingSymlinksInPath()
        for entry in entries where lessons.contains(folder.appendingPathComponent("\(entry.outputs).md").path) {
            throw ValidationError(
                "the outputs of '\(entry.path)' would overwrite it; choose another folder with --output")
        }
    }
}
