/// What `compile` sets.
struct Compilation {
    let optimizer: Optimizer
    let loss: LossFunction
    let metrics: [EvaluationMetric]
    /// The metrics' names in the history, each once: the second `precision` is `precision_1`.
    let metricNames: [String]

    init(optimizer: Optimizer, loss: LossFunction, metrics: [EvaluationMetric]) {
        self.optimizer = optimizer
        self.loss = loss
        self.metrics = metrics
        var counts: [String: Int] = [:]
        metricNames = metrics.map { metric in
            let count = counts[metric.name, default: 0]
            counts[metric.name] = count + 1
            return count == 0 ? metric.name : "\(metric.name)_\(count)"
        }
    }
}

extension Model {
    /// Sets how the model is trained.
    ///
    /// Without `metrics`, the accuracy is measured where the loss is one of classes. `learningRateMultipliers` gives
    /// layers, also those of models within, their own learning rate as a multiple of the optimizer's. Throws
    /// `TransferError.training` if a setting is outside what is allowed, and `TransferError.layer` for an unknown layer.
    public func compile(
        optimizer: Optimizer, loss: LossFunction, metrics: [EvaluationMetric]? = nil,
        learningRateMultipliers: [String: Double] = [:]
    ) throws {
        try optimizer.check()
        try loss.check()
        let metrics = metrics ?? (loss.isOfClasses ? [.accuracy] : [])
        for metric in metrics { try metric.check() }
        try setLearningRateMultipliers(learningRateMultipliers)
        compilation = Compilation(optimizer: optimizer, loss: loss, metrics: metrics)
    }

    /// The optimizer that `compile` has set, for example to change its learning rate.
    public var optimizer: Optimizer? { compilation?.optimizer }

    func compiled() throws -> Compilation {
        guard let compilation else { throw TransferError.training(.notCompiled(model: name)) }
        return compilation
    }
}
