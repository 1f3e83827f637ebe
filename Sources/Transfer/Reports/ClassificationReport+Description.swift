import Foundation

extension ClassificationReport: CustomStringConvertible {
    /// The table of scikit-learn's `classification_report`, to the letter.
    public var description: String {
        let names = classNames + ["weighted avg"]
        // Python counts code points, not characters.
        let width = max(names.map(\.unicodeScalars.count).max() ?? 0, digits)
        var lines = [
            Self.padded("", to: width) + " "
                + ["precision", "recall", "f1-score", "support"].map { " " + Self.padded($0, to: 9) }.joined(), "",
        ]
        lines += zip(classNames, scores).map { row($0, $1, width: width) }
        lines.append("")
        if let microAverage {
            lines.append(row("micro avg", microAverage, width: width))
        } else {
            let blank = Self.padded("", to: 10)
            lines.append(
                Self.padded("accuracy", to: width) + " " + blank + blank + cell(accuracy) + " "
                    + support(macroAverage))
        }
        lines.append(row("macro avg", macroAverage, width: width))
        lines.append(row("weighted avg", weightedAverage, width: width))
        return lines.joined(separator: "\n") + "\n"
    }

    private func row(_ name: String, _ scores: Scores, width: Int) -> String {
        Self.padded(name, to: width) + " " + cell(scores.precision) + cell(scores.recall) + cell(scores.f1) + " "
            + support(scores)
    }

    private func cell(_ value: Double) -> String {
        " " + Self.padded(String(format: "%.\(digits)f", value), to: 9)
    }

    /// The number of examples; scikit-learn writes it with a decimal where no prediction at all is right.
    private func support(_ scores: Scores) -> String {
        Self.padded(String(scores.support) + (accuracy == 0 ? ".0" : ""), to: 9)
    }

    private static func padded(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + text
    }
}
