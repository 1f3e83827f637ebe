import Testing

@testable import Transfer

@Suite("Confusion matrices equal scikit-learn's and NumPy's text")
struct ConfusionMatrixTests {
    private func matrix(_ reference: ReportCase) throws -> ConfusionMatrix {
        try ConfusionMatrix(
            truth: reference.labels, predictions: reference.predictions, classNames: reference.classNames)
    }

    @Test("Scores that are not numbers are no predictions")
    func notNumbers() throws {
        let scores = try Tensor(shape: [2, 2], values: [0.1, 0.9, .nan, 0.5])
        for body in [
            { _ = try ConfusionMatrix(truth: [0, 1], predictions: scores, classNames: ["a", "b"]) },
            { _ = try ClassificationReport(truth: [0, 1], predictions: scores, classNames: ["a", "b"]) },
            {
                let one = try Tensor(shape: [2], values: [0.3, .nan])
                _ = try ConfusionMatrix(truth: [0, 1], predictions: one, classNames: ["a", "b"])
            },
        ] as [() throws -> Void] {
            #expect(throws: TransferError.report(.notANumber(index: 1))) { try body() }
        }
    }

    @Test("to the letter", arguments: try ReportCase.all())
    func text(reference: ReportCase) throws {
        #expect(try matrix(reference).description == reference.matrix)
    }

    @Test("normalized by rows, columns and everything", arguments: try ReportCase.all().filter { $0.normalized != nil })
    func normalized(reference: ReportCase) throws {
        let matrix = try matrix(reference)
        let expected = try #require(reference.normalized)
        for normalization in [ConfusionMatrix.Normalization.truth, .prediction, .all] {
            #expect(matrix.normalized(by: normalization) == expected[normalization.rawValue])
        }
    }

    private let sample: (labels: [Int], predictions: [Int]) = ([0, 0, 0, 1, 1, 2], [0, 1, 1, 1, 2, 0])

    @Test("the worst confusions come first")
    func mostConfused() throws {
        let matrix = try ConfusionMatrix(
            truth: sample.labels, predictions: sample.predictions, classNames: ["ant", "bee", "cat"])
        let pairs = matrix.mostConfused().map { "\($0.truth) → \($0.prediction): \($0.count)" }
        #expect(pairs == ["ant → bee: 2", "bee → cat: 1", "cat → ant: 1"])
        #expect(matrix.mostConfused(limit: 1).count == 1)
        #expect(matrix.accuracy == 2.0 / 6)
    }

    @Test("the plot is a heatmap of counts, or of shares")
    func plot() throws {
        let matrix = try ConfusionMatrix(
            truth: sample.labels, predictions: sample.predictions, classNames: ["ant", "bee", "cat"])
        guard case .heatmap(let counts) = matrix.chart().content,
            case .heatmap(let shares) = matrix.chart(normalizedBy: .truth).content
        else {
            Issue.record("expected heatmaps")
            return
        }
        #expect(counts.values == [[1, 2, 0], [0, 1, 1], [1, 0, 0]])
        #expect(counts.rowNames == ["ant", "bee", "cat"] && counts.columnNames == counts.rowNames)
        #expect(counts.rowLabel == "true class" && counts.columnLabel == "predicted class")
        #expect(shares.values[1] == [0, 0.5, 0.5])
    }

    @Test("unequal counts, unknown classes and nothing at all are refused, with the remedy")
    func refused() {
        func problem(_ labels: [Int], _ predictions: [Int], _ names: [String]) -> TransferError? {
            #expect(throws: TransferError.self) {
                try ConfusionMatrix(truth: labels, predictions: predictions, classNames: names)
            }
        }
        #expect(problem([0, 1], [0], ["a", "b"]) == .report(.unequalCounts(labels: 2, predictions: 1)))
        #expect(problem([], [], ["a"]) == .report(.empty))
        #expect(problem([0], [0], []) == .report(.empty))
        let label = problem([0, 2], [0, 1], ["a", "b"])
        #expect(label == .report(.classOutOfRange(what: "label", index: 1, received: 2, classes: 2)))
        #expect(
            label?.description == "expected labels from 0 to 1, one number for each class name, received 2 at index 1; "
                + "pass class numbers, and the names of all classes")
        let prediction = problem([0], [-1], ["a"])
        #expect(prediction == .report(.classOutOfRange(what: "prediction", index: 0, received: -1, classes: 1)))
    }
}
