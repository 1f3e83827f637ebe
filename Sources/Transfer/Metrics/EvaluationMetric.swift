/// What is told of a model besides its loss, in Keras' names; a batch's samples count alike, whatever their weights.
public struct EvaluationMetric: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case accuracy
        case categoricalAccuracy
        case binaryAccuracy(threshold: Double)
        case topK(Int)
        case precision(threshold: Double, classID: Int?)
        case recall(threshold: Double, classID: Int?)
        case f1(average: Average, threshold: Double?)
        case auc(curve: Curve, thresholds: Int)
        case meanAbsoluteError
        case meanSquaredError
    }

    /// How the classes' numbers become one.
    public enum Average: Hashable, Sendable {
        /// The mean over the classes.
        case macro
        /// Over all decisions, whatever their class.
        case micro
        /// The mean over the classes, each weighted by its number of samples.
        case weighted
    }

    /// Which curve's area is measured.
    public enum Curve: Hashable, Sendable {
        /// True positive rate over false positive rate.
        case roc
        /// Precision over recall.
        case pr
    }

    let kind: Kind
    let name: String

    private init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    /// The fraction of right predictions: of the most probable class, or with one output of p > 0.5.
    public static let accuracy = EvaluationMetric(.accuracy, "accuracy")

    /// The fraction of the samples whose most probable class is the one-hot target's.
    public static let categoricalAccuracy = EvaluationMetric(.categoricalAccuracy, "categorical_accuracy")

    /// The fraction of the samples whose most probable class is the target's number.
    public static let sparseCategoricalAccuracy = EvaluationMetric(
        .categoricalAccuracy, "sparse_categorical_accuracy")

    /// The fraction of the outputs that lie on the target's side of 0.5.
    public static let binaryAccuracy = binaryAccuracy(threshold: 0.5)

    /// The fraction of the outputs that lie on the target's side of a threshold.
    public static func binaryAccuracy(threshold: Double) -> EvaluationMetric {
        EvaluationMetric(.binaryAccuracy(threshold: threshold), "binary_accuracy")
    }

    /// The fraction of the samples whose right class is among the k most probable.
    public static func topK(_ k: Int = 5) -> EvaluationMetric {
        EvaluationMetric(.topK(k), "top_k_categorical_accuracy")
    }

    /// The fraction of the outputs above 0.5 whose target is 1.
    public static let precision = precision()

    /// The fraction of the outputs above a threshold, of all classes or of one, whose target is 1.
    public static func precision(threshold: Double = 0.5, classID: Int? = nil) -> EvaluationMetric {
        EvaluationMetric(.precision(threshold: threshold, classID: classID), "precision")
    }

    /// The fraction of the targets of 1 whose output is above 0.5.
    public static let recall = recall()

    /// The fraction of the targets of 1, of all classes or of one, whose output is above a threshold.
    public static func recall(threshold: Double = 0.5, classID: Int? = nil) -> EvaluationMetric {
        EvaluationMetric(.recall(threshold: threshold, classID: classID), "recall")
    }

    /// The mean over the classes of 2·precision·recall/(precision + recall), the most probable class being predicted.
    public static let f1 = f1()

    /// 2·precision·recall/(precision + recall); without a threshold the most probable class is predicted, and with one
    /// output what is above 0.5.
    public static func f1(average: Average = .macro, threshold: Double? = nil) -> EvaluationMetric {
        EvaluationMetric(.f1(average: average, threshold: threshold), "f1_score")
    }

    /// The area under the curve of true over false positive rates, at 200 thresholds.
    public static let auc = auc()

    /// The area under a curve found at evenly spaced thresholds.
    public static func auc(curve: Curve = .roc, thresholds: Int = 200) -> EvaluationMetric {
        EvaluationMetric(.auc(curve: curve, thresholds: thresholds), "auc")
    }

    /// The mean of |y − t|.
    public static let meanAbsoluteError = EvaluationMetric(.meanAbsoluteError, "mean_absolute_error")

    /// The mean of (y − t)².
    public static let meanSquaredError = EvaluationMetric(.meanSquaredError, "mean_squared_error")

    /// Whether a larger number is a better one.
    var isHigherBetter: Bool {
        switch kind {
        case .meanAbsoluteError, .meanSquaredError: false
        default: true
        }
    }

    /// Throws if a setting is outside what is allowed.
    func check() throws {
        func require(_ condition: Bool, _ setting: String, _ value: some Any, _ allowed: String) throws {
            try TrainingProblem.require(condition, "\(setting) of the metric \(name)", value, allowed)
        }
        func require(threshold: Double) throws {
            try require(threshold >= 0 && threshold <= 1, "threshold", threshold, "a number from 0 to 1")
        }
        switch kind {
        case .topK(let k): try require(k > 0, "k", k, "a number of at least 1")
        case .auc(_, let thresholds):
            try require((2...1_000_000).contains(thresholds), "thresholds", thresholds, "a number from 2 to 1000000")
        case .precision(let threshold, let classID), .recall(let threshold, let classID):
            try require(threshold: threshold)
            if let classID { try require(classID >= 0, "classID", classID, "a class number from 0") }
        case .f1(_, let threshold?): try require(threshold: threshold)
        case .binaryAccuracy(let threshold):
            try require(threshold.isFinite, "threshold", threshold, "a number such as 0.5")
        default: break
        }
    }

    /// Throws where the metric asks for a class that an output of so many columns does not have.
    func check(columns: Int) throws {
        switch kind {
        case .precision(_, let classID?), .recall(_, let classID?):
            try TrainingProblem.require(
                classID < columns, "classID of the metric \(name)", classID,
                columns == 1
                    ? "0 or none, because the model has one output" : "a class number from 0 to \(columns - 1)")
        default: break
        }
    }

    /// A count of this metric that begins with nothing, for outputs of so many columns.
    func counter(columns: Int) -> any MetricCounter {
        switch kind {
        case .accuracy:
            columns == 1
                ? MeanCounter(.binaryAccuracy(threshold: 0.5)) : MeanCounter(.categoricalAccuracy)
        case .categoricalAccuracy: MeanCounter(.categoricalAccuracy)
        case .binaryAccuracy(let threshold): MeanCounter(.binaryAccuracy(threshold: Float(threshold)))
        case .topK(let k): MeanCounter(.topK(k))
        case .meanAbsoluteError: MeanCounter(.absoluteError)
        case .meanSquaredError: MeanCounter(.squaredError)
        case .precision(let threshold, let classID):
            DecisionCounter(threshold: Float(threshold), classID: classID, isRecall: false)
        case .recall(let threshold, let classID):
            DecisionCounter(threshold: Float(threshold), classID: classID, isRecall: true)
        case .f1(let average, let threshold):
            F1Counter(
                average: average, threshold: (threshold ?? (columns == 1 ? 0.5 : nil)).map { Float($0) },
                columns: columns)
        case .auc(let curve, let thresholds): AreaCounter(curve: curve, thresholds: thresholds)
        }
    }
}
