import LessonFormat

/// How one lesson fared, in the few words that tables and reports of many lessons need.
public struct LessonResult: Codable, Hashable, Sendable {
    /// The lesson's path, as the command line named it.
    public var lesson: String
    /// The outputs' common path without extension, relative to the outputs' folder, for example `03_finetune`.
    public var outputs: String
    /// The exit status of the lesson alone; 0 where all went well.
    public var exit: Int32
    /// What kept the lesson from running at all, a sentence each; empty where it ran.
    public var problems: [Problem]
    /// The lesson's cells, in order.
    public var cells: [CellResult]
    /// Where the outputs are not as this run gave them; nil where they were not compared.
    public var differences: [Difference]?
    /// When the run began, as ISO 8601 in UTC.
    public var date: String
    /// Wall seconds from start to end.
    public var seconds: Double
    /// Whether the lesson was left alone, because its outputs are what another run would give; all else is then about
    /// the run that wrote them.
    public var isUpToDate: Bool

    /// Makes a result.
    public init(
        lesson: String, outputs: String, exit: Int32, problems: [Problem] = [], cells: [CellResult] = [],
        date: String = "", seconds: Double = 0, isUpToDate: Bool = false
    ) {
        self.lesson = lesson
        self.outputs = outputs
        self.exit = exit
        self.problems = problems
        self.cells = cells
        self.date = date
        self.seconds = seconds
        self.isUpToDate = isUpToDate
    }

    /// The result that a record stands for.
    public init(_ record: RunRecord, lesson: String, outputs: String, exit: Int32, isUpToDate: Bool = false) {
        self.init(
            lesson: lesson, outputs: outputs, exit: exit, cells: record.cells.map(CellResult.init),
            date: record.host.date, seconds: record.host.seconds, isUpToDate: isUpToDate)
    }

    /// The differences that make the lesson's outputs stale; none where they were accepted.
    public var staleness: [Difference] { exit == ExitStatus.stale.rawValue ? differences ?? [] : [] }

    /// How the lesson fared, in a word or two.
    public var words: String {
        if isUpToDate { return "up to date" }
        return exit == ExitStatus.interrupted.rawValue && cells.isEmpty ? "not run" : ExitWords.words(for: exit)
    }

    /// How many cells did what they should.
    public var passedCells: Int { cells.count { $0.verdict == .passed } }
    /// How many cells there were to compile or run.
    public var cellCount: Int { cells.count { $0.outcome.kind != .shown } }

    /// Something that kept a lesson from running.
    public struct Problem: Codable, Hashable, Sendable {
        /// The lesson's line, counted from 1; nil where it is not about a line.
        public var line: Int?
        /// One sentence.
        public var message: String

        /// Makes a problem.
        public init(line: Int? = nil, message: String) {
            self.line = line
            self.message = message
        }

        /// The problems that an error stands for: each of a lesson's text, else one.
        public static func problems(of error: any Error) -> [Problem] {
            guard let syntax = error as? LessonSyntaxError else { return [Problem(message: "\(error)")] }
            return syntax.problems.map { Problem(line: $0.line, message: $0.message) }
        }
    }
}

/// How one cell fared.
public struct CellResult: Codable, Hashable, Sendable {
    /// The cell's name.
    public var id: String
    /// The line that its code begins on.
    public var line: Int
    /// What happened.
    public var outcome: Outcome
    /// The compiler's messages.
    public var diagnostics: [CompilerDiagnostic]
    /// Where its time went.
    public var timing: CellRecord.Timing

    /// The result that a cell's record stands for.
    public init(_ record: CellRecord) {
        id = record.cell.id
        line = record.cell.codeLine
        outcome = record.outcome
        diagnostics = record.diagnostics
        timing = record.timing
    }

    /// What reports make of an outcome.
    public enum Verdict: String, Hashable, Sendable {
        /// The cell did what it should.
        case passed
        /// The cell failed, or was not run and would not have compiled.
        case failed
        /// The cell was not run, or only for those behind it.
        case skipped
    }

    /// What reports make of the cell.
    public var verdict: Verdict {
        if outcome.isFailure || !compileErrors.isEmpty { return .failed }
        return [.notRun, .shown, .unshown].contains(outcome.kind) ? .skipped : .passed
    }

    /// The compiler's errors, where these are why the cell failed, or would have after an earlier one.
    public var compileErrors: [CompilerDiagnostic] {
        outcome.kind == .compileError || outcome.kind == .notRun ? diagnostics.filter { $0.severity == .error } : []
    }

    /// The compiler's warnings.
    public var warnings: [CompilerDiagnostic] { diagnostics.filter { $0.severity == .warning } }
}
