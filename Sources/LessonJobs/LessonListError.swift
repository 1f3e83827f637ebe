/// What keeps a command from taking the lessons it was given.
package enum LessonListError: Error, Hashable, Sendable {
    /// A file that is no Markdown file.
    case notALesson(path: String)
    /// A folder that cannot be read.
    case unreadableFolder(path: String)
    /// A folder without lessons.
    case noLessons(folder: String)
    /// A lesson whose own outputs would take its place.
    case overwritten(lesson: String)
    /// Several lessons, of which some cells are to be shown.
    case selectionOfMany
}

extension LessonListError: CustomStringConvertible {
    /// One sentence that says what is wrong, and after a semicolon what to do.
    package var description: String {
        switch self {
        case .notALesson(let path):
            "'\(path)' is no lesson; give a Markdown file, whose name ends in .md"
        case .unreadableFolder(let path):
            "the folder '\(path)' cannot be read; check its permissions"
        case .noLessons(let folder):
            "there is no lesson (*.md) in the folder '\(folder)'; name another folder or a file"
        case .overwritten(let lesson):
            "the outputs of '\(lesson)' would overwrite it; choose another folder with --output"
        case .selectionOfMany:
            "'--only', '--from' and '--until' name cells of one lesson; run one lesson at a time"
        }
    }
}
