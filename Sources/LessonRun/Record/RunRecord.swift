public import LessonFormat

/// What one run of a lesson did: the only thing that renderers read.
public struct RunRecord: Codable, Hashable, Sendable {
    /// The version of the layout that this program writes and reads.
    public static let currentVersion = 2
    /// The version of this layout.
    public var version = RunRecord.currentVersion
    /// The lesson's file name, for example `03_finetune.md`.
    public var lesson: String
    /// The lesson's title.
    public var title: String
    /// The seed the run used.
    public var seed: UInt64
    /// The lesson's parameters with the values of this run.
    public var parameters: [Parameter]
    /// The share of epochs and data that a quick run used; nil for a full run.
    public var quick: Double?
    /// The cells that a partial run was to show; nil for a run of the whole lesson.
    public var selection: CellSelection?
    /// How the run ended.
    public var status: Status
    /// Prose and cells in the order of the lesson.
    public var blocks: [Block]
    /// The values in the prose, in order; of a run that ended early, those that were reached.
    public var inlineValues: [RecordedValue]
    /// The numbers recorded by the lesson's cells, in order.
    public var metrics: [RecordedMetric]
    /// Facts about the run that comparison ignores.
    public var host: Host

    /// Makes a record.
    public init(
        lesson: String, title: String, seed: UInt64, parameters: [Parameter] = [], quick: Double? = nil,
        selection: CellSelection? = nil, status: Status, blocks: [Block], inlineValues: [RecordedValue] = [],
        metrics: [RecordedMetric], host: Host
    ) {
        self.lesson = lesson
        self.title = title
        self.seed = seed
        self.parameters = parameters
        self.quick = quick
        self.selection = selection
        self.status = status
        self.blocks = blocks
        self.inlineValues = inlineValues
        self.metrics = metrics
        self.host = host
    }

    /// The cells in the order of the lesson.
    public var cells: [CellRecord] {
        blocks.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
    }

    /// How a run ended.
    public enum Status: String, Codable, Hashable, Sendable {
        /// Every cell did what it should.
        case passed
        /// A cell failed; the cells after it did not run.
        case failed
        /// The run was interrupted; the record holds what there was.
        case interrupted
    }

    /// Prose, or what became of a cell.
    public enum Block: Hashable, Sendable {
        /// Everything between two cells.
        case prose(Prose)
        /// What became of a cell.
        case cell(CellRecord)
    }

    /// A value in the prose, as the run found it.
    public struct RecordedValue: Codable, Hashable, Sendable {
        /// The value as the lesson asks for it.
        public var value: InlineValue
        /// The text that stands in its place.
        public var text: String
        /// The value's type, as Swift writes it.
        public var type: String
        /// The number before any format was applied; nil for a value that is none.
        public var number: Double?

        /// Makes a recorded value.
        public init(value: InlineValue, text: String, type: String, number: Double? = nil) {
            self.value = value
            self.text = text
            self.type = type
            self.number = number
        }
    }

    /// A number recorded by a cell.
    public struct RecordedMetric: Codable, Hashable, Sendable {
        /// The cell's name.
        public var cell: String
        /// The metric's name.
        public var name: String
        /// The number.
        public var value: Double

        /// Makes a recorded metric.
        public init(cell: String, name: String, value: Double) {
            self.cell = cell
            self.name = name
            self.value = value
        }
    }

    /// Facts about the run that comparison ignores.
    public struct Host: Codable, Hashable, Sendable {
        /// The version of `lesson`.
        public var lessonVersion: String
        /// The compiler's version, for example `Swift 6.3.1`.
        public var swiftVersion: String
        /// Processor cores used.
        public var cores: Int
        /// When the run began, as ISO 8601 in UTC.
        public var date: String
        /// Wall seconds from start to end.
        public var seconds: Double

        /// Makes host facts.
        public init(lessonVersion: String, swiftVersion: String, cores: Int, date: String, seconds: Double) {
            self.lessonVersion = lessonVersion
            self.swiftVersion = swiftVersion
            self.cores = cores
            self.date = date
            self.seconds = seconds
        }
    }
}
