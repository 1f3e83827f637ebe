import Testing

@testable import Transfer

@Suite("Classification reports equal scikit-learn's")
struct ClassificationReportTests {
    private func report(_ reference: ReportCase) throws -> ClassificationReport {
        try ClassificationReport(
            truth: reference.labels, predictions: reference.predictions, classNames: reference.classNames,
            reporting: reference.reporting, digits: reference.digits)
    }

    @Test("to the letter", arguments: try ReportCase.all())
    func text(reference: ReportCase) throws {
        #expect(try report(reference).description == reference.report)
    }

    @Test("in every number", arguments: try ReportCase.all())
    func numbers(reference: ReportCase) throws {
        let report = try report(reference)
        let averages = [report.microAverage, report.macroAverage, report.weightedAverage].compactMap { $0 }
        let scores = report.scores + averages
        try #require(scores.count == reference.scores.count)
        for (ours, theirs) in zip(scores, reference.scores) {
            for (one, two) in zip([ours.precision, ours.recall, ours.f1, Double(ours.support)], theirs) {
                #expect(abs(one - two) <= 1e-12)
            }
        }
    }

    @Test("of one probability for two classes as of two")
    func binary() throws {
        let truth = [0, 1, 1, 0]
        let both = try Tensor(shape: [4, 2], values: [0.9, 0.1, 0.4, 0.6, 0.8, 0.2, 0.5, 0.5])
        for shape in [[4], [4, 1]] {
            let one = try Tensor(shape: shape, values: [0.1, 0.6, 0.2, 0.5])
            let names = ["a", "b"]
            #expect(
                try ClassificationReport(truth: truth, predictions: one, classNames: names).description
                    == ClassificationReport(truth: truth, predictions: both, classNames: names).description)
            #expect(
                try ConfusionMatrix(truth: truth, predictions: one, classNames: names).counts
                    == ConfusionMatrix(truth: truth, predictions: both, classNames: names).counts)
            #expect(throws: TransferError.self) {
                try ClassificationReport(truth: truth, predictions: one, classNames: ["a", "b", "c"])
            }
        }
    }

    @Test("and say which measures were not defined")
    func warnings() throws {
        let unmet = try ClassificationReport(truth: [0, 0, 1], predictions: [0, 0, 0], classNames: ["a", "b", "c"])
        #expect(
            unmet.warnings == [
                "precision is not defined for a class that was never predicted, and set to 0: b, c",
                "recall is not defined for a class that has no examples, and set to 0: c",
                "F1 is not defined for a class that has no examples and was never predicted, and set to 0: c",
            ])
        let sound = try ClassificationReport(truth: [0, 1], predictions: [0, 1], classNames: ["a", "b"])
        #expect(sound.warnings.isEmpty)
    }

    @Test("and refuse what no report can be made from")
    func refused() {
        #expect(throws: TransferError.report(.digitsOutOfRange(received: -1))) {
            try ClassificationReport(truth: [0], predictions: [0], classNames: ["a"], digits: -1)
        }
        #expect(throws: TransferError.report(.unequalCounts(labels: 2, predictions: 1))) {
            try ClassificationReport(truth: [0, 0], predictions: [0], classNames: ["a"])
        }
        #expect(throws: TransferError.report(.empty)) {
            try ClassificationReport(truth: [0], predictions: [0], classNames: ["a"], reporting: [])
        }
        let outside = TransferError.report(
            .classOutOfRange(what: "class number", index: 0, received: 7, classes: 1))
        #expect(throws: outside) {
            try ClassificationReport(truth: [0], predictions: [0], classNames: ["a"], reporting: [7])
        }
    }
}
