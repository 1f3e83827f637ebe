extension ConfusionMatrix {
    /// Counts what a model predicts: `truth` are class numbers, `predictions` is [n, classes], one row of scores for
    /// each example, whose largest counts, or of two classes [n, 1] or [n], the second one's probability, which counts
    /// above 0.5.
    ///
    /// Throws `TransferError.report` if the counts differ, a class number is out of range, or a score is NaN.
    public init(truth: [Int], predictions: Tensor, classNames: [String]) throws {
        try self.init(
            truth: truth, predictions: try predictedClasses(predictions, classNames: classNames),
            classNames: classNames)
    }
}

extension ClassificationReport {
    /// Reports on what a model predicts: `truth` are class numbers, `predictions` is [n, classes], one row of scores
    /// for each example, whose largest counts, or of two classes [n, 1] or [n], the second one's probability, which
    /// counts above 0.5; `digits` are those after the point.
    ///
    /// Throws `TransferError.report` if the counts differ, a class number is out of range, or a score is NaN.
    public init(truth: [Int], predictions: Tensor, classNames: [String], digits: Int = 2) throws {
        try self.init(
            truth: truth, predictions: try predictedClasses(predictions, classNames: classNames),
            classNames: classNames, digits: digits)
    }
}

private func predictedClasses(_ predictions: Tensor, classNames: [String]) throws -> [Int] {
    if let place = predictions.values.firstIndex(where: \.isNaN) {
        throw TransferError.report(.notANumber(index: place / max(1, predictions.count / max(1, predictions.shape[0]))))
    }
    // A model of two classes may give the second one's probability alone.
    let isOfOne = predictions.shape.count == 1 || predictions.shape.count == 2 && predictions.shape[1] == 1
    if isOfOne, classNames.count == 2 { return predictions.values.map { $0 > 0.5 ? 1 : 0 } }
    guard predictions.shape.count == 2, predictions.shape[1] == classNames.count else {
        throw TransferError.report(.notScores(shape: predictions.shape, classes: classNames.count))
    }
    return predictions.columnsOfLargest
}
