/// How often examples of each class were taken for each class: rows are true classes, columns predicted ones.
public struct ConfusionMatrix: Codable, Hashable, Sendable {
    /// The classes' names, in the order of rows and columns.
    public let classNames: [String]
    /// `counts[truth][prediction]`: how many examples of class `truth` were predicted as `prediction`.
    public let counts: [[Int]]

    /// Counts pairs of true and predicted class numbers, each an index into `classNames`.
    ///
    /// Throws `TransferError.report` when the two differ in number, a number is no class, or there is none.
    public init(truth: [Int], predictions: [Int], classNames: [String]) throws {
        guard truth.count == predictions.count else {
            throw TransferError.report(.unequalCounts(labels: truth.count, predictions: predictions.count))
        }
        guard !truth.isEmpty && !classNames.isEmpty else { throw TransferError.report(.empty) }
        for (what, numbers) in [("label", truth), ("prediction", predictions)] {
            for (index, number) in numbers.enumerated() where !classNames.indices.contains(number) {
                throw TransferError.report(
                    .classOutOfRange(what: what, index: index, received: number, classes: classNames.count))
            }
        }
        let row = [Int](repeating: 0, count: classNames.count)
        var counts = [[Int]](repeating: row, count: classNames.count)
        for (label, prediction) in zip(truth, predictions) { counts[label][prediction] += 1 }
        self.classNames = classNames
        self.counts = counts
    }

    /// How many examples were counted.
    public var total: Int {
        counts.joined().reduce(0, +)
    }

    /// The share of examples that were predicted as what they are, from 0 to 1.
    public var accuracy: Double {
        Double(counts.indices.reduce(0) { $0 + counts[$1][$1] }) / Double(max(1, total))
    }

    /// The sum that each count is divided by.
    @frozen public enum Normalization: String, Codable, Hashable, Sendable {
        /// The row's sum: shares of the true class, as scikit-learn's `normalize="true"`.
        case truth
        /// The column's sum: shares of the predicted class, as `normalize="pred"`.
        case prediction
        /// The sum of all counts, as `normalize="all"`.
        case all
    }

    /// The counts divided by a sum; where that sum is 0, so is the share.
    public func normalized(by normalization: Normalization) -> [[Double]] {
        let columnSums = counts.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
        let total = total
        return counts.map { row in
            let rowSum = row.reduce(0, +)
            return row.enumerated().map { column, count in
                let sum =
                    switch normalization {
                    case .truth: rowSum
                    case .prediction: columnSums[column]
                    case .all: total
                    }
                return sum == 0 ? 0 : Double(count) / Double(sum)
            }
        }
    }

    /// Two classes of which one was taken for the other.
    public struct Confusion: Codable, Hashable, Sendable {
        /// The true class.
        public let truth: String
        /// The class it was taken for.
        public let prediction: String
        /// How many examples.
        public let count: Int
    }

    /// The pairs of different classes that were confused at least once, most often first, at most `limit` of them.
    public func mostConfused(limit: Int = 5) -> [Confusion] {
        let pairs = counts.enumerated().flatMap { truth, row in
            row.enumerated().filter { $0.offset != truth && $0.element > 0 }.map { prediction, count in
                Confusion(truth: classNames[truth], prediction: classNames[prediction], count: count)
            }
        }
        // Sorting is stable: pairs of equal count stay in the classes' order.
        return Array(pairs.sorted { $0.count > $1.count }.prefix(max(0, limit)))
    }

    /// Shows the matrix as a heatmap of counts, or of shares when normalized.
    @discardableResult
    public func plot(normalizedBy normalization: Normalization? = nil) -> Plot {
        Plot(showing: [.chart(chart(normalizedBy: normalization))])
    }

    /// The matrix as a heatmap of counts, or of shares when normalized.
    public func chart(normalizedBy normalization: Normalization? = nil) -> Chart {
        let values = normalization.map(normalized) ?? counts.map { $0.map(Double.init) }
        let title =
            switch normalization {
            case nil: "Confusion matrix"
            case .truth: "Confusion matrix, shares of the true class"
            case .prediction: "Confusion matrix, shares of the predicted class"
            case .all: "Confusion matrix, shares of all examples"
            }
        return Chart(
            title: title,
            content: .heatmap(
                Heatmap(
                    rowLabel: "true class", columnLabel: "predicted class", rowNames: classNames,
                    columnNames: classNames, values: values)))
    }
}
