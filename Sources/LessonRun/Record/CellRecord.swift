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
    /// How many earlier cells ran once more after this one, in a fresh process, to rebuild the lesson's state.
    public var rebuiltCells: Int
    /// Wall seconds; comparison ignores them.
    public var timing: Timing

    /// Makes a cell's record.
    public init(
        cell: Cell, outcome: Outcome, outputs: [CellOutput] = [], diagnostics: [CompilerDiagnostic] = [],
        rebuiltCells: Int = 0, timing: Timing = Timing()
    ) {
        self.cell = cell
        self.outcome = outcome
        self.outputs = outputs
        self.diagnostics = diagnostics
        self.rebuiltCells = rebuiltCells
        self.timing = timing
    }

    /// Where a cell's wall time went, in seconds.
    public struct Timing: Codable, Hashable, Sendable {
        /// Compiling and linking; near 0 when the compiled cell was cached.
        public var compile: Double
        /// Running.
        public var run: Double
        /// How long trainings took whose kept results were used; nil if there were none.
        public var restored: Double?

        /// Makes a timing.
        public init(compile: Double = 0, run: Double = 0, restored: Double? = nil) {
            self.restored = restored
            self.compile = compile
            self.run = run
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
        /// A line of plain words below an error, which is not the compiler's.
        case help
        case remark
    }
}
