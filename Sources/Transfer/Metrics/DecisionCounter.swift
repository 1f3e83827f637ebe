/// Precision or recall of the decisions that outputs above a threshold stand for.
struct DecisionCounter: MetricCounter {
    let threshold: Float
    let classID: Int?
    let isRecall: Bool
    private var truePositives = 0.0
    private var wrong = 0.0

    init(threshold: Float, classID: Int?, isRecall: Bool) {
        self.threshold = threshold
        self.classID = classID
        self.isRecall = isRecall
    }

    var value: Double { truePositives == 0 ? 0 : truePositives / (truePositives + wrong) }

    mutating func add(_ batch: PredictedBatch) {
        for i in batch.predictions.indices where classID == nil || i % batch.columns == classID {
            let (isPredicted, isTrue) = (batch.predictions[i] > threshold, batch.targets[i] != 0)
            if isPredicted && isTrue { truePositives += 1 }
            if isRecall ? isTrue && !isPredicted : isPredicted && !isTrue { wrong += 1 }
        }
    }
}

/// The harmonic mean of precision and recall.
struct F1Counter: MetricCounter {
    private let average: EvaluationMetric.Average
    private let threshold: Float?
    private var truePositives: [Double]
    private var falsePositives: [Double]
    private var falseNegatives: [Double]

    init(average: EvaluationMetric.Average, threshold: Float?, columns: Int) {
        self.average = average
        self.threshold = threshold
        truePositives = [Double](repeating: 0, count: columns)
        falsePositives = truePositives
        falseNegatives = truePositives
    }

    mutating func add(_ batch: PredictedBatch) {
        for row in 0..<batch.rows {
            let best = batch.predictedClass(row)
            for column in 0..<batch.columns {
                let i = row * batch.columns + column
                let isPredicted = threshold.map { batch.predictions[i] > $0 } ?? (column == best)
                let isTrue = batch.targets[i] != 0
                if isPredicted && isTrue { truePositives[column] += 1 }
                if isPredicted && !isTrue { falsePositives[column] += 1 }
                if !isPredicted && isTrue { falseNegatives[column] += 1 }
            }
        }
    }

    var value: Double {
        func score(_ hits: Double, _ wrong: Double, _ missed: Double) -> Double {
            hits == 0 ? 0 : 2 * hits / (2 * hits + wrong + missed)
        }
        func sum(_ values: [Double]) -> Double { values.reduce(0, +) }
        let scores = truePositives.indices.map { score(truePositives[$0], falsePositives[$0], falseNegatives[$0]) }
        switch average {
        case .micro: return score(sum(truePositives), sum(falsePositives), sum(falseNegatives))
        case .macro: return sum(scores) / Double(max(scores.count, 1))
        case .weighted:
            let supports = zip(truePositives, falseNegatives).map { $0 + $1 }
            return sum(zip(scores, supports).map { $0 * $1 }) / max(sum(supports), 1)
        }
    }
}
