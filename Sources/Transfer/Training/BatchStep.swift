import Compute

extension Model {
    /// Runs one batch of a plan with losses.
    func step(
        _ plan: Plan, _ inputs: [[Float]], _ labels: BatchLabels, _ compilation: Compilation, _ random: RandomStream,
        _ counters: inout [MetricCounters], update: ([ParameterGradient]) -> Void
    ) throws -> BatchLoss {
        let outputs = try builtNetwork().outputs
        let prepared = zip(labels.targets, zip(compilation.losses, outputs)).map { targets, output in
            targets.prepared(for: output.0, columns: output.1.itemShape.last ?? 1)
        }
        return try withKernelTargets(prepared[...]) { targets in
            try withAddress(of: labels.weights) { weights in
                let targets = zip(targets, compilation.lossWeights).map {
                    OutputTargets($0, sampleWeights: weights, lossWeight: Float($1))
                }
                return try withAddresses(of: inputs) { addresses in
                    try engineCall {
                        try plan.step(inputs: addresses, targets: targets, random: random) { outcome in
                            for (output, predictions) in outcome.predictions.enumerated() {
                                counters[output].add(predictions, labels.targets[output])
                            }
                            let losses = outcome.result.losses.map { $0 / Double(plan.batchSize) }
                            let total = zip(losses, compilation.lossWeights).reduce(outcome.result.penalty) {
                                $0 + $1.0 * $1.1
                            }
                            // Weights that gave no finite loss stay as they are, so that the cause can be found.
                            if total.isFinite { update(outcome.gradients) }
                            return BatchLoss(total: total, outputs: losses)
                        }
                    }
                }
            }
        }
    }
}

/// Gives the targets of several outputs to the kernels at once.
private func withKernelTargets<T>(
    _ values: ArraySlice<TargetValues>, _ found: [Targets] = [], _ body: ([Targets]) throws -> T
) throws -> T {
    guard let first = values.first else { return try body(found) }
    return try first.withTargets { try withKernelTargets(values.dropFirst(), found + [$0], body) }
}

private func withAddress<T>(of array: [Float]?, _ body: (UnsafePointer<Float>?) throws -> T) rethrows -> T {
    guard let array else { return try body(nil) }
    return try array.withUnsafeBufferPointer { try body($0.baseAddress) }
}
