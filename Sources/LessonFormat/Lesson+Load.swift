import Foundation

extension Lesson {
    /// Reads a lesson from a file.
    ///
    /// - Parameter path: the file, relative to the working directory or absolute; the lesson's `file` is its last part.
    /// - Throws: `LessonFileError` if the file is missing, a directory, not UTF-8, empty or not readable;
    ///   `LessonSyntaxError`, naming the file as given, with everything that is wrong with the text.
    public static func load(path: String) throws -> Lesson { try loadWithSource(path: path).lesson }

    /// Reads a lesson from a file, and gives the text it was read from too.
    ///
    /// - Parameter path: the file, as for `load`.
    /// - Throws: what `load` throws.
    public static func loadWithSource(path: String) throws -> (lesson: Lesson, source: String) {
        let text = try text(at: path)
        do {
            return (try parse(text, file: URL(fileURLWithPath: path).lastPathComponent), text)
        } catch var error as LessonSyntaxError {
            error.file = path
            throw error
        }
    }

    private static func text(at path: String) throws -> String {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw LessonFileError(path: path, reason: .missing)
        }
        if isDirectory.boolValue { throw LessonFileError(path: path, reason: .directory) }
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw LessonFileError(path: path, reason: .unreadable(error.localizedDescription))
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw LessonFileError(path: path, reason: .notUTF8(line: firstInvalidLine(data)))
        }
        if text.allSatisfy({ $0.isWhitespace || $0 == "\u{FEFF}" }) {
            throw LessonFileError(path: path, reason: .empty)
        }
        return text
    }

    private static func firstInvalidLine(_ data: Data) -> Int {
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
    }
}
