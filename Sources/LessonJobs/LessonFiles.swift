import Foundation
import LessonRun

/// The lesson files that a command line names.
package enum LessonFiles {
    /// The files, folders replaced by the lessons inside, in order of name.
    ///
    /// - Throws: `LessonListError` for a file that is no lesson and a folder without any.
    package static func paths(_ arguments: [String]) throws(LessonListError) -> [String] {
        var paths: [String] = []
        for argument in arguments { paths += try self.paths(argument) }
        return paths
    }

    private static func paths(_ path: String) throws(LessonListError) -> [String] {
        var isDirectory: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        guard exists, isDirectory.boolValue else {
            guard !exists || ["md", "markdown"].contains(URL(fileURLWithPath: path).pathExtension) else {
                throw .notALesson(path: path)
            }
            return [path]
        }
        guard let content = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw .unreadableFolder(path: path)
        }
        let names = content.filter { $0.hasSuffix(".md") }.sorted()
        guard !names.isEmpty else { throw .noLessons(folder: path) }
        return names.map { URL(fileURLWithPath: path).appendingPathComponent($0).relativePath }
    }

    /// Refuses to overwrite a lesson.
    ///
    /// - Throws: `LessonListError`.
    static func checkOutputs(of entries: [LessonEntry], in output: String) throws(LessonListError) {
        let lessons = Set(entries.map { URL(fileURLWithPath: $0.path).resolvingSymlinksInPath().path })
        let folder = URL(fileURLWithPath: output).resolvingSymlinksInPath()
        for entry in entries where lessons.contains(folder.appendingPathComponent("\(entry.outputs).md").path) {
            throw .overwritten(lesson: entry.path)
        }
    }
}
