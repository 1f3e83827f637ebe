public import LessonFormat
public import Transfer

/// What became of one cell.
public struct CellRecord: Codable, Hashable, Sendable {
    /// The cell as written.
    public var cell: Cell
    /// What happened.
    public var outcome: Outcome
    /// What the cell printed and showed, in order.
    public var outputs: [CellOutput]
    /// The compiler's messages, warnings included.
    public var diagnostics: [CompilerDiagnostic]
    /// Wall seconds; comparison ignores them.
    public var timing: Timing

    /// Makes a cell's record.
    public init(
        cell: Cell, outcome: Outcome, outputs: [CellOutput] = [], diagnostics: [CompilerDiagnostic] = [],
        timing: Timing = Timing()
    ) {
        self.cell = cell
        self.outcome = outcome
        self.outputs = outputs
        self.diagnostics = diagnostics
        self.timing = timing
    }

    /// Where a cell's wall time went, in seconds.
    public struct Timing: Codable, Hashable, Sendable {
        /// Compiling and linking; near 0 when the compiled cell was cached.
        public var compile: Double
        /// Running.
        public var run: Double

        /// Makes a timing.
        public init(compile: Double = 0, run: Double = 0) {
            self.compile = compile
            self.run = run
        }
    }
}

/// What happened to a cell.
public struct Outcome: Codable, Hashable, Sendable {
    /// The kind of outcome.
    public var kind: Kind
    /// One sentence for who reads the page; empty where the kind says it all.
    public var message: String
    /// The line of the lesson that the outcome points at, if known.
    public var line: Int?
    /// What is to blame, where it is not the cell.
    public var cause: Cause?

    /// Makes an outcome.
    public init(_ kind: Kind, message: String = "", line: Int? = nil, cause: Cause? = nil) {
        self.kind = kind
        self.message = message
        self.line = line
        self.cause = cause
    }

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
        /// An earlier cell failed, so this one was not run.
        case notRun = "not-run"
        /// The compiler refused the cell.
        case compileError = "compile-error"
        /// The cell threw an error that nothing caught.
        case thrownError = "thrown-error"
        /// The cell trapped: a broken precondition, an index out of range, a crash.
        case trap
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

    /// Whether the lesson goes on after this outcome.
    public var isFailure: Bool {
        switch kind {
        case .ok, .shown, .compiled, .notRun: false
        case .compileError, .thrownError, .trap, .exited, .timeout, .memoryLimit, .outputLimit, .interrupted: true
        }
    }
}

/// One thing a cell printed or showed.
public enum CellOutput: Hashable, Sendable {
    /// Text written to standard output or standard error; neighbouring writes to one stream are one output.
    case stream(Stream, String)
    /// Something the engine or `show(_:)` showed.
    case shown(Output)

    /// The two standard streams.
    public enum Stream: String, Codable, Hashable, Sendable {
        case stdout
        case stderr
    }
}

/// One message of the compiler, in the lesson's own lines.
public struct CompilerDiagnostic: Codable, Hashable, Sendable {
    /// How grave it is.
    public var severity: Severity
    /// The lesson's line, counted from 1; nil where the compiler gives none.
    public var line: Int?
    /// The column, counted from 1.
    public var column: Int?
    /// The compiler's own words.
    public var message: String
    /// The source line and the caret line below it, as the compiler prints them; empty if it printed none.
    public var excerpt: String

    /// Makes a diagnostic.
    public init(severity: Severity, line: Int?, column: Int?, message: String, excerpt: String) {
        self.severity = severity
        self.line = line
        self.column = column
        self.message = message
        self.excerpt = excerpt
    }

    /// How grave a message is.
    public enum Severity: String, Codable, Hashable, Sendable {
        case error
        case warning
        case note
        case remark
    }
}
