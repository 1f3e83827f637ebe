import Compute
import Foundation

/// How well a model does on some data.
public struct Evaluation: Hashable, Sendable, CustomStringConvertible {
    /// The mean loss.
    public let loss: Double
    /// The fraction of the samples whose most probable class is the right one, if the model is compiled with it.
    public let accuracy: Double?

    /// The metrics by Keras' names, the loss first.
    var named: [(name: String, value: Double)] {
        [("loss", loss)] + (accuracy.map { [("accuracy", $0)] } ?? [])
    }

    /// The metrics with four decimals, as Keras prints them.
    public var description: String { Self.text(named) }

    static func text(_ metrics: [(name: String, value: Double)]) -> String {
        metrics.map { "\($0.name): \(number($0.value))" }.joined(separator: " - ")
    }

    private static func number(_ value: Double) -> String {
        String(format: abs(value) > 1e-3 || value == 0 ? "%.4f" : "%.4e", value)
    }
}

extension Model {
    /// The loss and metrics on a tensor of samples and their targets: one-hot, or class numbers with a sparse loss.
    ///
    /// Throws `TransferError.training` if the model is not compiled or the targets do not fit.
    public func evaluate(x: Tensor, y: Tensor, batchSize: Int = 32) throws -> Evaluation {
        let compilation = try compiled()
        return try evaluate(
            TensorSamples(x), TargetValues(y, for: compilation.loss), batchSize: batchSize, compilation)
    }

    func evaluate(
        _ source: any SampleSource, _ targets: TargetValues, batchSize: Int, _ compilation: Compilation
    ) throws -> Evaluation {
        let network = try fitting(source)
        try check(targets, of: source, network)
        let graph = try network.graph()
        return try evaluate(
            ComputedInputs(source: source, frozen: nil), targets, batchSize: batchSize, compilation
        ) { size in
            try plans.plan(
                PlanCache.Key(
                    part: .whole, mode: .evaluation(.crossentropy), batchSize: size,
                    trainable: TrainingPlans.signature(graph)), graph)
        }
    }

    /// Evaluates with the plans of a part of the model.
    func evaluate(
        _ inputs: any HeadInputs, _ targets: TargetValues, batchSize: Int, _ compilation: Compilation,
        plan: (_ batchSize: Int) throws -> Plan
    ) throws -> Evaluation {
        var total = BatchResult(loss: 0, correct: 0)
        for start in stride(from: 0, to: inputs.count, by: batchSize) {
            let indices = Array(start..<min(start + batchSize, inputs.count))
            let result = try step(
                plan(indices.count), inputs.batch(indices), targets.samples(indices),
                RandomStream(seed: 0, number: 0)
            ) { _, _ in }
            total.loss += result.loss
            total.correct += result.correct
        }
        let count = Double(inputs.count)
        return Evaluation(
            loss: total.loss / count,
            accuracy: compilation.metrics.contains(.accuracy) ? Double(total.correct) / count : nil)
    }

    /// Runs one batch of a plan with a loss.
    func step(
        _ plan: Plan, _ inputs: [[Float]], _ targets: TargetValues, _ random: RandomStream,
        update: (Parameter, UnsafePointer<Float>) -> Void
    ) throws -> BatchResult {
        try targets.withTargets { targets in
            try withAddresses(of: inputs) { addresses in
                try engineCall {
                    try plan.step(inputs: addresses, targets: targets, random: random, update: update)
                }
            }
        }
    }

    /// Throws unless there are samples, and targets that fit them and the model's output.
    func check(_ targets: TargetValues, of source: any SampleSource, _ network: Network) throws {
        guard source.count > 0 else { throw TransferError.training(.noSamples) }
        guard source.count == targets.count else {
            throw TransferError.training(.unequalCounts(inputs: source.count, targets: targets.count))
        }
        try targets.check(outputShape: network.output.itemShape, model: name)
    }
}
