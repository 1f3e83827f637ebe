/// Precision, recall and F1 of each class, with the text that scikit-learn's `classification_report` gives.
///
/// - precision: of the examples predicted as the class, the share that are of it
/// - recall: of the class's examples, the share predicted as it
/// - F1: `2 · precision · recall / (precision + recall)`
public struct ClassificationReport: Hashable, Sendable {
    /// The three measures and the number of examples they rest on.
    public struct Scores: Codable, Hashable, Sendable {
        /// `tp / (tp + fp)`, 0 where nothing was predicted.
        public let precision: Double
        /// `tp / (tp + fn)`, 0 where there are no examples.
        public let recall: Double
        /// `2 tp / (2 tp + fp + fn)`, 0 where that is not defined.
        public let f1: Double
        /// How many true examples there are.
        public let support: Int
    }

    /// The classes reported on, in the order of the rows.
    public let classNames: [String]
    /// Each class's scores, in the order of `classNames`.
    public let scores: [Scores]
    /// The share of all examples predicted right, from 0 to 1.
    public let accuracy: Double
    /// The classes' mean, each class counting the same.
    public let macroAverage: Scores
    /// The classes' mean, each class counting as often as it has examples.
    public let weightedAverage: Scores
    /// The scores of all reported classes' counts together, where these are not all classes; else nil and the text
    /// gives the accuracy, which it would equal.
    public let microAverage: Scores?
    /// What is not defined and was set to 0, a sentence each.
    public let warnings: [String]
    /// Decimals in the text.
    public let digits: Int

    /// Compares true and predicted class numbers, each an index into `classNames`.
    ///
    /// `reporting` names the classes to report on by number, in the order wanted; nil means all. Throws
    /// `TransferError.report` when labels and predictions differ in number, a number is no class, there is none,
    /// or `digits` is not from 0 to 15.
    public init(
        truth: [Int], predictions: [Int], classNames: [String], reporting: [Int]? = nil, digits: Int = 2
    ) throws {
        let matrix = try ConfusionMatrix(truth: truth, predictions: predictions, classNames: classNames)
        try self.init(matrix, reporting: reporting, digits: digits)
    }

    /// Reports on the counts of a confusion matrix; throws as the other initialiser does.
    public init(_ matrix: ConfusionMatrix, reporting: [Int]? = nil, digits: Int = 2) throws {
        guard (0...15).contains(digits) else { throw TransferError.report(.digitsOutOfRange(received: digits)) }
        let classes = reporting ?? Array(matrix.counts.indices)
        guard !classes.isEmpty else { throw TransferError.report(.empty) }
        for (index, number) in classes.enumerated() where !matrix.counts.indices.contains(number) {
            throw TransferError.report(
                .classOutOfRange(
                    what: "class number", index: index, received: number, classes: matrix.classNames.count))
        }
        let tallies = classes.map { Tally(class: $0, matrix) }
        classNames = classes.map { matrix.classNames[$0] }
        scores = tallies.map(\.scores)
        accuracy = matrix.accuracy
        macroAverage = Self.average(scores, weights: scores.map { _ in 1 })
        weightedAverage = Self.average(scores, weights: scores.map { Double($0.support) })
        let isPartial = !Set(matrix.counts.indices).isSubset(of: classes)
        microAverage = isPartial ? tallies.reduce(Tally(), +).scores : nil
        warnings = Self.warnings(tallies, names: classNames)
        self.digits = digits
    }

    private static func average(_ scores: [Scores], weights: [Double]) -> Scores {
        let sum = weights.reduce(0, +)
        func mean(_ value: (Scores) -> Double) -> Double {
            sum == 0 ? 0 : zip(scores, weights).reduce(0) { $0 + value($1.0) * $1.1 } / sum
        }
        return Scores(
            precision: mean(\.precision), recall: mean(\.recall), f1: mean(\.f1),
            support: scores.reduce(0) { $0 + $1.support })
    }

    private static func warnings(_ tallies: [Tally], names: [String]) -> [String] {
        func list(_ isUndefined: (Tally) -> Bool) -> String {
            zip(tallies, names).filter { isUndefined($0.0) }.map(\.1).joined(separator: ", ")
        }
        let rules: [(measure: String, reason: String, names: String)] = [
            ("precision", "was never predicted", list { $0.predicted == 0 }),
            ("recall", "has no examples", list { $0.examples == 0 }),
            ("F1", "has no examples and was never predicted", list { $0.predicted == 0 && $0.examples == 0 }),
        ]
        return rules.filter { !$0.names.isEmpty }.map {
            "\($0.measure) is not defined for a class that \($0.reason), and set to 0: \($0.names)"
        }
    }
}

/// How often a class was hit, predicted and met.
private struct Tally {
    var hits = 0
    var predicted = 0
    var examples = 0

    init() {}

    init(class number: Int, _ matrix: ConfusionMatrix) {
        hits = matrix.counts[number][number]
        predicted = matrix.counts.reduce(0) { $0 + $1[number] }
        examples = matrix.counts[number].reduce(0, +)
    }

    static func + (left: Tally, right: Tally) -> Tally {
        var sum = left
        sum.hits += right.hits
        sum.predicted += right.predicted
        sum.examples += right.examples
        return sum
    }

    var scores: ClassificationReport.Scores {
        func share(_ part: Int, of whole: Int) -> Double {
            whole == 0 ? 0 : Double(part) / Double(whole)
        }
        return ClassificationReport.Scores(
            precision: share(hits, of: predicted), recall: share(hits, of: examples),
            f1: share(2 * hits, of: predicted + examples), support: examples)
    }
}
