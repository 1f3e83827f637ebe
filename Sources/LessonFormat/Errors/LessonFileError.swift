/// A lesson file that could not be read.
public struct LessonFileError: Error, Hashable, Sendable {
    /// The file as it was named.
    public var path: String
    /// Why it could not be read.
    public var reason: Reason

    /// Makes an error.
    public init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// The reasons why a lesson file could not be read.
    public enum Reason: Hashable, Sendable {
        /// There is no such file.
        case missing
        /// It is a directory.
        case directory
        /// It is not UTF-8 text; the line of the first byte that is not.
        case notUTF8(line: Int)
        /// It holds nothing but blank lines.
        case empty
        /// The system refused; its own words.
        case unreadable(String)
    }
}

extension LessonFileError: CustomStringConvertible {
    /// One sentence that says what is wrong, and after a semicolon what to do.
    public var description: String {
        switch reason {
        case .missing:
            "\(path): error: there is no such file; check the path"
        case .directory:
            "\(path): error: this is a directory; name a lesson file inside it, for example \(example)"
        case .notUTF8(let line):
            "\(path):\(line): error: the text is not UTF-8; save the file with the encoding UTF-8"
        case .empty:
            "\(path): error: the lesson is empty; write some text or a swift cell"
        case .unreadable(let words):
            "\(path): error: the file cannot be read (\(words)); check its permissions"
        }
    }

    private var example: String { path.hasSuffix("/") ? "\(path)lesson.md" : "\(path)/lesson.md" }
}
