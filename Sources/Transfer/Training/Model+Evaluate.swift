import Compute

extension Model {
    /// The loss and metrics on a tensor of samples and their targets: one-hot, class numbers with a sparse loss, or
    /// whatever numbers the loss compares.
    ///
    /// `sampleWeight` says how much each sample's loss counts. Throws `TransferError.training` if the model is not
    /// compiled or the targets do not fit.
    public func evaluate(x: Tensor, y: Tensor, batchSize: Int = 32, sampleWeight: [Float]? = nil) throws -> Evaluation {
        let compilation = try compiled()
        return try evaluate(
            LabelledSamples(
                TensorSamples(x), TargetValues(y, for: compilation.loss), sampleWeight: sampleWeight),
            batchSize: batchSize, compilation)
    }

    /// The loss and metrics on samples given as an array for each input, and their targets.
    ///
    /// Throws `TransferError.training` if the model is not compiled or the targets do not fit, and `TransferError.model`
    /// if the arrays do not fit the inputs.
    public func evaluate(
        x: [Tensor], y: Tensor, batchSize: Int = 32, sampleWeight: [Float]? = nil
    ) throws -> Evaluation {
        let compilation = try compiled()
        return try evaluate(
            LabelledSamples(
                TensorSamples(x), TargetValues(y, for: compilation.loss), sampleWeight: sampleWeight),
            batchSize: batchSize, compilation)
    }

    func evaluate(_ data: LabelledSamples, batchSize: Int, _ compilation: Compilation) throws -> Evaluation {
        try requirePositive("batchSize", batchSize)
        let network = try fitting(data.source)
        try check(data, network, compilation)
        let graph = try network.graph()
        return try evaluate(
            ComputedInputs(source: data.source, frozen: nil), data, batchSize: batchSize, compilation
        ) { size in
            try plans.plan(
                PlanCache.Key(
                    part: .whole, mode: .evaluation(compilation.loss.kernel), batchSize: size,
                    trainable: TrainingPlans.signature(graph)), graph)
        }
    }

    /// Evaluates with the plans of a part of the model.
    func evaluate(
        _ inputs: any HeadInputs, _ data: LabelledSamples, batchSize: Int, _ compilation: Compilation,
        plan: (_ batchSize: Int) throws -> Plan
    ) throws -> Evaluation {
        var tally = try EpochTally(self, compilation)
        for start in stride(from: 0, to: inputs.count, by: batchSize) {
            let indices = Array(start..<min(start + batchSize, inputs.count))
            let loss = try step(
                plan(indices.count), inputs.batch(indices), data.labels(indices), compilation,
                RandomStream(seed: 0, number: 0), &tally.counters
            ) { _ in }
            tally.add(loss: loss, count: indices.count)
        }
        return tally.evaluation
    }

    /// Throws unless there are samples, and targets that fit them and the model's output.
    func check(_ data: LabelledSamples, _ network: Network, _ compilation: Compilation) throws {
        guard network.outputs.count == 1 else {
            throw TransferError.training(.severalOutputs(model: name, outputs: network.outputs.map(\.call.layer.name)))
        }
        guard data.count > 0 else { throw TransferError.training(.noSamples) }
        guard data.count == data.targets.count else {
            throw TransferError.training(.unequalCounts(inputs: data.count, targets: data.targets.count))
        }
        try data.targets.check(outputShape: network.output.itemShape, loss: compilation.loss, model: name)
    }

    func requirePositive(_ setting: String, _ value: Int) throws {
        guard value > 0 else {
            throw TransferError.training(
                .invalidSetting(setting: setting, value: "\(value)", allowed: "a number of at least 1"))
        }
    }
}

/// What the batches of an epoch have come to so far.
struct EpochTally {
    var counters: MetricCounters
    private var total = 0.0
    private var count = 0

    init(_ model: Model, _ compilation: Compilation) throws {
        counters = MetricCounters(compilation, columns: try model.builtNetwork().output.itemShape.last ?? 1)
    }

    mutating func add(loss: Double, count: Int) {
        total += loss * Double(count)
        self.count += count
    }

    /// The loss as a mean over the samples, and the metrics.
    var evaluation: Evaluation { Evaluation([("loss", total / Double(max(count, 1)))] + counters.named) }
}
