/// How the loss went while the learning rate grew from batch to batch, and which rate that suggests.
public struct LearningRateSearch: Hashable, Sendable {
    /// The rate of each batch, growing by a constant factor.
    public let rates: [Double]
    /// The loss of each batch.
    public let losses: [Double]
    /// The losses with their noise taken away: moving averages aₜ = 0.98·aₜ₋₁ + 0.02·lossₜ, divided by 1 − 0.98ᵗ.
    public let smoothedLosses: [Double]
    /// The rate in the middle of the longest fall of the smoothed loss; begin there.
    public let suggestion: Double

    /// How many of the first and last points say nothing: at first nothing has been learned, at last all is lost.
    private static let skippedStart = 10
    private static let skippedEnd = 5

    init(rates: [Double], losses: [Double], steps: Int) {
        self.rates = rates
        self.losses = losses
        let smoothed = Self.smoothed(losses)
        smoothedLosses = smoothed
        let kept = min(steps / Self.skippedStart, rates.count)..<rates.count
        let used = kept.dropLast(kept.count > 2 * Self.skippedEnd ? Self.skippedEnd : 0)
        suggestion = Self.valley(used.map { rates[$0] }, used.map { smoothed[$0] }) ?? rates.first ?? 0
    }

    static func smoothed(_ losses: [Double]) -> [Double] {
        var (average, weight) = (0.0, 1.0)
        return losses.map { loss in
            average = 0.98 * average + 0.02 * loss
            weight *= 0.98
            return average / (1 - weight)
        }
    }

    /// The rate in the middle of the longest falling subsequence of the losses, as fastai's "valley" finds it.
    static func valley(_ rates: [Double], _ losses: [Double]) -> Double? {
        guard !losses.isEmpty else { return nil }
        var lengths = [Int](repeating: 1, count: losses.count)
        var (start, end) = (0, 0)
        for i in losses.indices.dropFirst() {
            for j in 0..<i {
                if losses[i] < losses[j] && lengths[i] < lengths[j] + 1 { lengths[i] = lengths[j] + 1 }
                if lengths[end] < lengths[i] {
                    end = i
                    start = end - lengths[end]
                }
            }
        }
        let third = Double(end - start) / 3
        let middle = start + Int(third) + Int(third / 2)
        return rates[min(max(middle, 0), rates.count - 1)]
    }

    /// Shows the smoothed loss over the rate, with the suggestion.
    @discardableResult
    public func plot() -> Plot {
        let nearest = rates.indices.min { abs(rates[$0] - suggestion) < abs(rates[$1] - suggestion) } ?? 0
        let series = [
            LineChart.Series(name: "smoothed loss", x: rates, y: smoothedLosses),
            LineChart.Series(
                name: "suggestion", x: [suggestion],
                y: [smoothedLosses.indices.contains(nearest) ? smoothedLosses[nearest] : .nan]),
        ]
        return Plot(showing: [
            .chart(
                Chart(
                    title: "Learning rate",
                    content: .lines(
                        LineChart(xLabel: "learning rate", yLabel: "loss", xScale: .logarithmic, series: series))))
        ])
    }
}

extension LearningRateSearch: CustomStringConvertible {
    /// The suggestion, and between which rates it was sought.
    public var description: String {
        let ends = [rates.first, rates.last].compactMap { $0.map { Words.number($0) } }
        return "suggested learning rate \(Words.number(suggestion)), of \(rates.count) from "
            + ends.joined(separator: " to ")
    }
}
