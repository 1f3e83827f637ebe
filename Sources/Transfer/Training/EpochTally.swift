/// What the batches of an epoch have come to so far.
struct EpochTally {
    /// The metrics of each output.
    var counters: [MetricCounters]
    private let lossNames: [String]
    private var total = 0.0
    private var outputTotals: [Double]
    private var count = 0

    init(_ model: Model, _ compilation: Compilation) throws {
        let outputs = try model.builtNetwork().outputs
        counters = outputs.enumerated().map { output, tensor in
            MetricCounters(compilation, output: output, columns: tensor.itemShape.last ?? 1)
        }
        lossNames = compilation.lossNames
        outputTotals = [Double](repeating: 0, count: outputs.count)
    }

    mutating func add(_ loss: BatchLoss, count: Int) {
        total += loss.total * Double(count)
        for (output, value) in loss.outputs.enumerated() { outputTotals[output] += value * Double(count) }
        self.count += count
    }

    /// The loss as a mean over the samples, that of each of several outputs, and the metrics.
    var evaluation: Evaluation {
        let samples = Double(max(count, 1))
        let losses = zip(lossNames, outputTotals).map { (name: $0, value: $1 / samples) }
        return Evaluation([("loss", total / samples)] + losses + counters.flatMap(\.named))
    }
}

/// The mean loss of a batch.
struct BatchLoss {
    /// The outputs' losses times their weights, and what regularizers add.
    let total: Double
    /// Each output's loss by itself.
    let outputs: [Double]
}
