/// Everything wrong with a lesson's text, in order of line.
public struct LessonSyntaxError: Error, Hashable, Sendable {
    /// The lesson's file as messages give it.
    public var file: String
    /// What is wrong, in order of line; never empty.
    public var problems: [LessonProblem]

    /// Makes an error from what was found; the problems are put in order of line.
    public init(file: String, problems: [LessonProblem]) {
        self.file = file
        // Equal lines keep the order in which they were found.
        self.problems = problems.enumerated()
            .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
            .map(\.element)
    }
}

extension LessonSyntaxError: CustomStringConvertible {
    /// One line a problem: `file:line: error: what is wrong; what to do`.
    public var description: String {
        problems.map { "\(file):\($0.line): error: \($0.message)" }.joined(separator: "\n")
    }
}
