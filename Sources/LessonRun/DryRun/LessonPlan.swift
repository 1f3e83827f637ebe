/// What a dry run found out about a lesson.
public struct LessonPlan: Codable, Hashable, Sendable {
    /// The lesson's file name.
    public var lesson: String
    /// The cells, in order; values in the prose only where something is wrong with them.
    public var cells: [PlannedCell]
    /// Whether every cell was looked at; false if the plan was interrupted.
    public var isComplete: Bool
    /// Why no times were estimated, in words; nil where they were, or where nothing takes time.
    public var timeProblem: String?

    /// Makes a plan.
    public init(lesson: String, cells: [PlannedCell], isComplete: Bool = true) {
        self.lesson = lesson
        self.cells = cells
        self.isComplete = isComplete
    }

    /// Whether something in the lesson is wrong, whatever data and weights there are.
    public var hasErrors: Bool { cells.contains { $0.status == .error } }

    /// The calls of all cells.
    public var calls: [PlannedCell.Call] { cells.flatMap(\.calls) }
}

/// What a dry run found out about a cell.
public struct PlannedCell: Codable, Hashable, Sendable {
    /// The cell's name.
    public var id: String
    /// The line of the lesson that its code begins on.
    public var line: Int
    /// How it fared.
    public var status: Status
    /// Why it is wrong or could not be planned, a sentence each.
    public var problems: [Problem]
    /// What was assumed, or is to be known besides.
    public var notes: [String]
    /// The trainings, evaluations and predictions of the cell.
    public var calls: [Call]
    /// About how many seconds its calls take.
    public var seconds: Double { calls.reduce(0) { $0 + ($1.seconds ?? 0) } }

    /// Makes a cell's plan.
    public init(
        id: String, line: Int, status: Status, problems: [Problem] = [], notes: [String] = [], calls: [Call] = []
    ) {
        self.id = id
        self.line = line
        self.status = status
        self.problems = problems
        self.notes = notes
        self.calls = calls
    }

    /// How a cell fared.
    public enum Status: String, Codable, Hashable, Sendable {
        /// It ran to its end, or to the failure expected of it.
        case planned
        /// It is not to run.
        case notRun = "not-run"
        /// The plan ended before it.
        case notReached = "not-reached"
        /// It is wrong, whatever data and weights there are.
        case error
        /// It failed, perhaps only because nothing was computed.
        case unplannable
        /// It uses what a cell before would have made that failed.
        case dependent
    }

    /// Something wrong, at a line of the lesson.
    public struct Problem: Codable, Hashable, Sendable {
        /// The line.
        public var line: Int
        /// The column, where it is known.
        public var column: Int?
        /// The sentence.
        public var message: String
        /// What to do about it, in plain words; nil where nothing is known that helps.
        public var help: String?

        /// Makes a problem.
        public init(line: Int, column: Int? = nil, message: String, help: String? = nil) {
            self.line = line
            self.column = column
            self.message = message
            self.help = help
        }
    }

    /// A training, evaluation or prediction.
    public struct Call: Codable, Hashable, Sendable {
        /// `fit`, `trainOnBatch`, `findLearningRate`, `evaluate` or `predict`.
        public var kind: String
        /// The model's name.
        public var model: String
        /// How many numbers training changes.
        public var trainableParameters: Int
        /// How many numbers it leaves alone.
        public var frozenParameters: Int
        /// Samples in a batch.
        public var batchSize: Int
        /// Samples in an epoch.
        public var samples: Int
        /// Epochs; 1 for what is no training.
        public var epochs: Int
        /// How often the same is called.
        public var times: Int
        /// Batches in all.
        public var steps: Int
        /// Floating-point operations of a batch: forward, and backward to what is trained; an addition with a multiplication
        /// is two.
        public var flopsPerStep: Double
        /// Of these those back to what is trained.
        public var backwardFLOPsPerStep: Double
        /// Floating-point operations of frozen layers whose results are computed once and kept.
        public var flopsOnce: Double
        /// Bytes in use.
        public var memory: Memory
        /// About how many seconds it takes in all; nil where that was not measured.
        public var seconds: Double?

        /// Where bytes go.
        public struct Memory: Codable, Hashable, Sendable {
            /// The parameters, and their copies for the kernels.
            public var weights: Int
            /// The gradients.
            public var gradients: Int
            /// What the optimizer remembers.
            public var optimizer: Int
            /// Results of layers, and the kernels' scratch memory.
            public var activations: Int
            /// What is kept from epoch to epoch.
            public var cache: Int
            /// All of them.
            public var total: Int
        }
    }
}
