/// The failure that a cell must end in; any other end fails the cell.
public struct Expectation: Hashable, Sendable {
    /// The kinds of failure that can be expected.
    public enum Failure: Hashable, Sendable {
        /// The compiler refuses the cell.
        case compileError
        /// The cell throws an error; of the named type, if there is one.
        case thrownError(type: String?)
        /// The cell traps.
        case trap
    }

    /// What must happen.
    public var failure: Failure
    /// A text that the failure's message must contain.
    public var match: String?

    /// Makes an expectation.
    public init(_ failure: Failure, match: String? = nil) {
        self.failure = failure
        self.match = match
    }
}

extension Expectation.Failure: RawRepresentable {
    /// Reads `compile-error`, `throws`, `throws:TypeName` or `trap`.
    public init?(rawValue: String) {
        switch rawValue {
        case "compile-error": self = .compileError
        case "throws": self = .thrownError(type: nil)
        case "trap": self = .trap
        default:
            guard rawValue.hasPrefix("throws:") else { return nil }
            let type = rawValue.dropFirst("throws:".count)
            guard let first = type.first, first.isLetter || first == "_", !type.contains(where: \.isWhitespace) else {
                return nil
            }
            self = .thrownError(type: String(type))
        }
    }

    /// The failure as a lesson writes it.
    public var rawValue: String {
        switch self {
        case .compileError: "compile-error"
        case .thrownError(nil): "throws"
        case .thrownError(let type?): "throws:\(type)"
        case .trap: "trap"
        }
    }
}
