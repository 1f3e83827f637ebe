/// The mean over all rows of a number found row by row.
struct MeanCounter: MetricCounter {
    enum Kind {
        case categoricalAccuracy
        case binaryAccuracy(threshold: Float)
        case topK(Int)
        case absoluteError
        case squaredError
    }

    private let kind: Kind
    private var total = 0.0
    private var count = 0

    init(_ kind: Kind) {
        self.kind = kind
    }

    var value: Double { count == 0 ? 0 : total / Double(count) }

    mutating func add(_ batch: PredictedBatch) {
        for row in 0..<batch.rows { total += number(batch, row) }
        count += batch.rows
    }

    private func number(_ batch: PredictedBatch, _ row: Int) -> Double {
        switch kind {
        case .categoricalAccuracy: return batch.predictedClass(row) == batch.targetClass(row) ? 1 : 0
        case .binaryAccuracy(let threshold):
            return mean(batch, row) { y, t in (y > threshold ? 1 : 0) == t ? 1 : 0 }
        case .topK(let k):
            let start = row * batch.columns
            let right = batch.predictions[start + batch.targetClass(row)]
            guard right.isFinite else { return 0 }
            let larger = (0..<batch.columns).count { batch.predictions[start + $0] > right }
            return larger < k ? 1 : 0
        case .absoluteError: return mean(batch, row) { y, t in abs(y - t) }
        case .squaredError: return mean(batch, row) { y, t in (y - t) * (y - t) }
        }
    }

    private func mean(_ batch: PredictedBatch, _ row: Int, _ term: (_ y: Float, _ t: Float) -> Float) -> Double {
        var sum = 0.0
        for i in row * batch.columns..<(row + 1) * batch.columns {
            sum += Double(term(batch.predictions[i], batch.targets[i]))
        }
        return sum / Double(batch.columns)
    }
}
