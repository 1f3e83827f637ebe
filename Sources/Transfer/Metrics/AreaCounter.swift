import Foundation

/// The area under a curve, found as Keras does: outputs are sorted into evenly spaced buckets between 0 and 1.
struct AreaCounter: MetricCounter {
    private let curve: EvaluationMetric.Curve
    private var hits: [Double]
    private var misses: [Double]

    init(curve: EvaluationMetric.Curve, thresholds: Int) {
        self.curve = curve
        hits = [Double](repeating: 0, count: thresholds)
        misses = hits
    }

    mutating func add(_ batch: PredictedBatch) {
        for i in batch.predictions.indices where !batch.predictions[i].isNaN {
            let y = min(max(batch.predictions[i], 0), 1)
            // What equals a threshold is not above it.
            let bucket = max(Int((y * Float(hits.count - 1)).rounded(.up)) - 1, 0)
            if batch.targets[i] != 0 { hits[bucket] += 1 } else { misses[bucket] += 1 }
        }
    }

    var value: Double {
        let (truePositives, falsePositives) = (Self.fromAbove(hits), Self.fromAbove(misses))
        let (positives, negatives) = (truePositives[0], falsePositives[0])
        return (0..<hits.count - 1).reduce(0) { area, i in
            let (now, next) = (truePositives[i], truePositives[i + 1])
            switch curve {
            case .roc:
                let width = Self.ratio(falsePositives[i], negatives) - Self.ratio(falsePositives[i + 1], negatives)
                return area + width * (Self.ratio(now, positives) + Self.ratio(next, positives)) / 2
            case .pr:
                // Davis and Goadrich, "The relationship between precision-recall and ROC curves", 2006.
                let (all, allNext) = (now + falsePositives[i], next + falsePositives[i + 1])
                let slope = Self.ratio(now - next, all - allNext)
                let intercept = next - slope * allNext
                let logarithm = all > 0 && allNext > 0 ? log(all / allNext) : 0
                return area + Self.ratio(slope * (now - next + intercept * logarithm), positives)
            }
        }
    }

    /// For each threshold what lies above it.
    private static func fromAbove(_ buckets: [Double]) -> [Double] {
        var sums = buckets
        for i in sums.indices.dropLast().reversed() { sums[i] += sums[i + 1] }
        return sums
    }

    private static func ratio(_ a: Double, _ b: Double) -> Double { b == 0 ? 0 : a / b }
}
