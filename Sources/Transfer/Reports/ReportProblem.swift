/// Why a report or a confusion matrix could not be made.
public enum ReportProblem: Hashable, Sendable {
    /// There is nothing to report on.
    case empty
    /// There is not one prediction for each true label.
    case unequalCounts(labels: Int, predictions: Int)
    /// A class number is not that of a class; `what` is `label` or `prediction`.
    case classOutOfRange(what: String, index: Int, received: Int, classes: Int)
    /// A number of decimals that cannot be written.
    case digitsOutOfRange(received: Int)
    /// Predictions that are no row of scores, one for each class, for each example.
    case notScores(shape: [Int], classes: Int)

    /// A score that is not a number, of an example counted from 0.
    case notANumber(index: Int)

    /// The sentence for people.
    var message: String {
        switch self {
        case .empty:
            "expected at least one label and one class name, received none; pass the labels of the evaluated examples"
        case .unequalCounts(let labels, let predictions):
            "expected one prediction for each label, received \(labels) labels and \(predictions) predictions; "
                + "pass those of the same examples"
        case .classOutOfRange(let what, let index, let received, let classes):
            "expected \(what)s from 0 to \(classes - 1), one number for each class name, received \(received) "
                + "at index \(index); pass class numbers, and the names of all classes"
        case .notScores(let shape, let classes):
            "expected predictions of shape [n, \(classes)], a score for each class name, received \(shape); "
                + "pass what the model predicts, and the names of all its classes"
        case .notANumber(let index):
            "expected a number as every score, received NaN for the prediction at index \(index); look for NaN in the "
                + "pictures and in the model's weights"
        case .digitsOutOfRange(let received):
            "expected from 0 to 15 digits after the point, received \(received); choose a number in between"
        }
    }
}
