public import LessonFormat

/// One line of the event stream that `lesson run --json` writes: an object with the fields that its kind has.
///
/// | event | fields besides `version` and `event` |
/// |:--|:--|
/// | `run-started` | `lessons` (paths, in order), `jobs` |
/// | `lesson-started` | `lesson` |
/// | `cell-started` | `lesson`, `cell`, `line` |
/// | `cell-compiled` | `lesson`, `cell`, `seconds`, `diagnostics` |
/// | `output` | `lesson`, `cell`, `output` (as in the record; of streams a part each) |
/// | `metric` | `lesson`, `cell`, `name`, `value` |
/// | `progress` | `lesson`, `cell`, `label`, `completed`, `total`, `detail` |
/// | `cell-finished` | `lesson`, `cell`, `outcome`, `seconds` |
/// | `lesson-finished` | `lesson`, `result` (status, cells, problems, differences, times) |
/// | `summary` | `exit`, `seconds`, `lessonCount`, `passedCount` |
///
/// Readers ignore events and fields that they do not know; `version` rises when one of these changes its meaning.
/// Numbers that are not finite are the texts `NaN`, `Infinity` and `-Infinity`.
public struct RunEvent: Codable, Hashable, Sendable {
    /// The kinds of event.
    public enum Kind: String, Codable, Hashable, Sendable {
        case runStarted = "run-started"
        case lessonStarted = "lesson-started"
        case cellStarted = "cell-started"
        case cellCompiled = "cell-compiled"
        case output
        case metric
        case progress
        case cellFinished = "cell-finished"
        case lessonFinished = "lesson-finished"
        case summary
    }

    /// The version of this layout.
    public var version = 1
    /// The kind.
    public var event: Kind
    /// The lesson's path.
    public var lesson: String?
    /// The cell's name.
    public var cell: String?
    /// The line that the cell's code begins on.
    public var line: Int?
    /// Wall seconds.
    public var seconds: Double?
    /// The compiler's messages.
    public var diagnostics: [CompilerDiagnostic]?
    /// What the cell printed or showed.
    public var output: CellOutput?
    /// A metric's name.
    public var name: String?
    /// A metric's value.
    public var value: Double?
    /// The name of the work under way.
    public var label: String?
    /// Units done.
    public var completed: Int?
    /// Units in all.
    public var total: Int?
    /// What the work says besides.
    public var detail: String?
    /// What happened to the cell.
    public var outcome: Outcome?
    /// How the lesson fared.
    public var result: LessonResult?
    /// The paths of all lessons.
    public var lessons: [String]?
    /// How many lessons run side by side.
    public var jobs: Int?
    /// The exit status of all together.
    public var exit: Int32?
    /// How many lessons there were.
    public var lessonCount: Int?
    /// How many of them passed.
    public var passedCount: Int?

    /// Makes an event about a lesson, or about one of its cells.
    public init(_ event: Kind, lesson: String? = nil, cell: Cell? = nil) {
        self.event = event
        self.lesson = lesson
        self.cell = cell?.id
    }

    /// The event that begins a run.
    public static func runStarted(lessons: [String], jobs: Int) -> RunEvent {
        var event = RunEvent(.runStarted)
        event.lessons = lessons
        event.jobs = jobs
        return event
    }

    /// The event that ends a lesson.
    public static func lessonFinished(_ result: LessonResult) -> RunEvent {
        var event = RunEvent(.lessonFinished, lesson: result.lesson)
        event.result = result
        return event
    }

    /// The event that ends a run.
    public static func summary(_ report: RunReport) -> RunEvent {
        var event = RunEvent(.summary)
        event.exit = report.exit
        event.seconds = report.seconds
        event.lessonCount = report.lessons.count
        event.passedCount = report.lessons.count { $0.exit == 0 }
        return event
    }
}
