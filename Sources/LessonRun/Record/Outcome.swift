/// What happened to a cell.
public struct Outcome: Codable, Hashable, Sendable {
    /// The kind of outcome.
    public var kind: Kind
    /// One sentence for who reads the page; empty where the kind says it all.
    public var message: String
    /// A line of plain help, where the message does not tell the remedy itself.
    public var help: String?
    /// The line of the lesson that the outcome points at, if known.
    public var line: Int?
    /// The type of an error that the cell threw, as the lesson writes it.
    public var errorType: String?
    /// Whether this failure is what the cell was to end in.
    public var isExpected: Bool
    /// What is to blame, where it is not the cell.
    public var cause: Cause?

    /// Makes an outcome.
    public init(
        _ kind: Kind, message: String = "", help: String? = nil, line: Int? = nil, errorType: String? = nil,
        isExpected: Bool = false,
        cause: Cause? = nil
    ) {
        self.kind = kind
        self.message = message
        self.help = help
        self.line = line
        self.errorType = errorType
        self.isExpected = isExpected
        self.cause = cause
    }

    /// The help as a line of its own behind the message; empty where there is none.
    public var helpLine: String { help.map { "\nhelp: \($0)" } ?? "" }

    /// What may be to blame in the place of a cell.
    public enum Cause: String, Codable, Hashable, Sendable {
        /// Weights or data that the machine lacks, or has damaged.
        case environment
    }

    /// The kinds of outcome.
    public enum Kind: String, Codable, Hashable, Sendable {
        /// The cell ran to its end.
        case ok
        /// The cell is only shown (`static`).
        case shown
        /// The cell was compiled and, as asked (`no-run`), not run.
        case compiled
        /// The cell was not run: an earlier one failed, or it is no part of this run.
        case notRun = "not-run"
        /// The cell ran for the sake of the cells that this run is to show; what it showed is not kept.
        case unshown
        /// The compiler refused the cell.
        case compileError = "compile-error"
        /// The cell threw an error that nothing caught.
        case thrownError = "thrown-error"
        /// The cell trapped: a broken precondition, an index out of range, a crash.
        case trap
        /// The cell did not end in the failure that it was to end in.
        case unmetExpectation = "unmet-expectation"
        /// The cell could not run, because an earlier one failed when it was run once more to rebuild the state.
        case lostState = "lost-state"
        /// The cell called `exit`.
        case exited
        /// The cell ran longer than its time limit.
        case timeout
        /// The cell occupied, or asked for, more memory than allowed.
        case memoryLimit = "memory-limit"
        /// The cell showed more than allowed, and was to be stopped then.
        case outputLimit = "output-limit"
        /// The run was interrupted while the cell ran.
        case interrupted
    }

    /// Whether the cell hit a limit of time, memory or output.
    public var isLimit: Bool { kind == .timeout || kind == .memoryLimit || kind == .outputLimit }

    /// Whether the lesson ends with this outcome.
    public var isFailure: Bool {
        switch kind {
        case .ok, .shown, .compiled, .notRun, .unshown: false
        case .compileError, .thrownError, .trap, .unmetExpectation, .lostState, .exited, .timeout, .memoryLimit,
            .outputLimit, .interrupted:
            !isExpected
        }
    }
}
