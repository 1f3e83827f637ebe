import Compute

extension Model {
    /// Runs one batch of a plan with a loss; returns the batch's loss, penalties included.
    func step(
        _ plan: Plan, _ inputs: [[Float]], _ labels: BatchLabels, _ compilation: Compilation, _ random: RandomStream,
        _ counters: inout MetricCounters, update: ([ParameterGradient]) -> Void
    ) throws -> Double {
        let outputShape = try builtNetwork().output.itemShape
        let targets = labels.targets.prepared(for: compilation.loss, columns: outputShape.last ?? 1)
        return try targets.withTargets { kernelTargets in
            try withAddresses(of: inputs) { addresses in
                try withAddress(of: labels.weights) { weights in
                    try engineCall {
                        try plan.step(inputs: addresses, targets: kernelTargets, sampleWeights: weights, random: random)
                        {
                            outcome in
                            counters.add(outcome.predictions, labels.targets)
                            let loss = outcome.result.loss / Double(plan.batchSize) + outcome.result.penalty
                            // Weights that gave no finite loss stay as they are, so that the cause can be found.
                            if loss.isFinite { update(outcome.gradients) }
                            return loss
                        }
                    }
                }
            }
        }
    }
}

private func withAddress<T>(of array: [Float]?, _ body: (UnsafePointer<Float>?) throws -> T) rethrows -> T {
    guard let array else { return try body(nil) }
    return try array.withUnsafeBufferPointer { try body($0.baseAddress) }
}
