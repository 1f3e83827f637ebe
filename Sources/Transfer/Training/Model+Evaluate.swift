import Compute

extension Model {
    /// The loss and metrics on a tensor of samples and their targets: one-hot, class numbers with a sparse loss, or
    /// whatever numbers the loss compares.
    ///
    /// `sampleWeight` says how much each sample's loss counts. Throws `TransferError.training` if the model is not
    /// compiled or the targets do not fit.
    public func evaluate(x: Tensor, y: Tensor, batchSize: Int = 32, sampleWeight: [Float]? = nil) throws -> Evaluation {
        try evaluate(x: [x], y: [y], batchSize: batchSize, sampleWeight: sampleWeight)
    }

    /// The loss and metrics on samples given as a tensor for each input, with targets for each output.
    ///
    /// Throws `TransferError.training` if the model is not compiled or the targets do not fit.
    public func evaluate(
        x: [Tensor], y: [Tensor], batchSize: Int = 32, sampleWeight: [Float]? = nil
    ) throws -> Evaluation {
        let compilation = try compiled()
        return try evaluate(
            LabelledSamples(
                TensorSamples(x), targetValues(y, compilation), sampleWeight: sampleWeight),
            batchSize: batchSize, compilation)
    }

    /// The loss and metrics on samples given as a tensor for each input, with the targets of the only output.
    ///
    /// Throws `TransferError.training` if the model is not compiled or the targets do not fit.
    public func evaluate(
        x: [Tensor], y: Tensor, batchSize: Int = 32, sampleWeight: [Float]? = nil
    ) throws -> Evaluation {
        try evaluate(x: x, y: [y], batchSize: batchSize, sampleWeight: sampleWeight)
    }

    /// The targets of each output, as its loss wants them.
    func targetValues(_ y: [Tensor], _ compilation: Compilation) throws -> [TargetValues] {
        guard y.count == compilation.losses.count else {
            throw TransferError.training(
                .wrongTargetCount(model: name, outputs: outputNames, received: y.count))
        }
        return try zip(y, compilation.losses).map { try TargetValues($0, for: $1) }
    }

    private var outputNames: [String] { (network?.outputs ?? []).map(\.call.layer.name) }

    func evaluate(_ data: LabelledSamples, batchSize: Int, _ compilation: Compilation) throws -> Evaluation {
        try requirePositive("batchSize", batchSize)
        let network = try fitting(data.source)
        try check(data, network, compilation)
        if let planning = Planning.current {
            try plan(.evaluate, data.source, batchSize: batchSize, losses: compilation.losses, planning)
            return try plannedEvaluation(compilation)
        }
        let graph = try network.graph()
        return try evaluate(
            ComputedInputs(source: data.source, frozen: nil), data, batchSize: batchSize, compilation
        ) { size in
            try plans.plan(
                PlanCache.Key(
                    part: .whole, mode: .evaluation(graph.kernels(of: compilation.losses)), batchSize: size,
                    trainable: TrainingPlans.signature(graph)), graph)
        }
    }

    /// Evaluates with the plans of a part of the model.
    func evaluate(
        _ inputs: any HeadInputs, _ data: LabelledSamples, batchSize: Int, _ compilation: Compilation,
        plan: (_ batchSize: Int) throws -> Plan
    ) throws -> Evaluation {
        var tally = try EpochTally(self, compilation)
        let order = data.source.order(batchSize: batchSize)
        let stream = try inputs.batches(order, random: nil)
        defer { stream.cancel() }
        for indices in order {
            guard let batch = try stream.next() else { break }
            let loss = try step(
                plan(indices.count), batch.values, data.labels(indices, batch), compilation,
                RandomStream(seed: 0, number: 0), &tally.counters
            ) { _ in }
            tally.add(loss, count: indices.count)
        }
        return tally.evaluation
    }

    /// Throws unless there are samples, and targets that fit them and the model's output.
    func check(_ data: LabelledSamples, _ network: Network, _ compilation: Compilation) throws {
        guard data.count > 0 else { throw TransferError.training(.noSamples) }
        if data.targets.isEmpty, data.source.givesTargets { return }
        guard network.outputs.count == compilation.losses.count, data.targets.count == compilation.losses.count else {
            throw TransferError.training(
                .wrongTargetCount(model: name, outputs: outputNames, received: data.targets.count))
        }
        for (targets, (loss, output)) in zip(data.targets, zip(compilation.losses, network.outputs)) {
            guard data.count == targets.count else {
                throw TransferError.training(.unequalCounts(inputs: data.count, targets: targets.count))
            }
            try targets.check(outputShape: output.itemShape, loss: loss, model: name)
        }
        for (metrics, output) in zip(compilation.metrics, network.outputs) {
            for metric in metrics { try metric.check(columns: output.itemShape.last ?? 1) }
        }
    }

    func requirePositive(_ setting: String, _ value: Int) throws {
        try TrainingProblem.require(value > 0, setting, value, "a number of at least 1")
    }
}
