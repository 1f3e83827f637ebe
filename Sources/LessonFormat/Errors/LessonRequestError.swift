/// Something asked of a run that the lesson does not have.
public enum LessonRequestError: Error, Hashable, Sendable {
    /// No parameter has this name.
    case unknownParameter(String, nearest: String?, known: [String], file: String)
    /// A parameter cannot have this value.
    case wrongParameterValue(name: String, expected: String, received: String, file: String)
    /// No cell has this name.
    case unknownCell(String, nearest: String?, known: [String], file: String)
    /// The last cell of a range comes before its first.
    case emptyRange(from: String, until: String, file: String)
}

extension LessonRequestError: CustomStringConvertible {
    /// One sentence that says what is wrong, and after a semicolon what to do.
    public var description: String {
        switch self {
        case .unknownParameter(let name, let nearest, let known, let file):
            known.isEmpty
                ? "\(file): error: there is no parameter '\(name)', for the lesson has none; "
                    + "add 'params: {\(name): …}' to its front matter or leave out '-p \(name)=…'"
                : "\(file): error: there is no parameter '\(name)'; \(Self.suggestion(nearest, known))"
        case .wrongParameterValue(let name, let expected, let received, let file):
            "\(file): error: parameter '\(name)' must be \(expected), received '\(received)'; correct the value"
        case .unknownCell(let id, let nearest, let known, let file):
            "\(file): error: there is no cell '\(id)'; \(Self.suggestion(nearest, known))"
        case .emptyRange(let from, let until, let file):
            "\(file): error: cell '\(until)' comes before '\(from)', so there is nothing to run; "
                + "exchange '--from' and '--until'"
        }
    }

    private static func suggestion(_ nearest: String?, _ known: [String]) -> String {
        if let nearest { return "did you mean '\(nearest)'?" }
        return known.isEmpty ? "the lesson has none" : "the lesson has \(known.joined(separator: ", "))"
    }
}
