/// What `compile` sets.
struct Compilation {
    let optimizer: Optimizer
    /// The loss of each output.
    let losses: [LossFunction]
    /// How much each output's loss counts.
    let lossWeights: [Double]
    /// The metrics of each output.
    let metrics: [[EvaluationMetric]]
    /// The names of several outputs: those of the layers that give them; none where there is one output.
    let outputNames: [String]
    /// The metrics' names in the history, each once: the second `precision` is `precision_1`.
    let metricNames: [[String]]

    init(
        optimizer: Optimizer, losses: [LossFunction], lossWeights: [Double], metrics: [[EvaluationMetric]],
        outputNames: [String]
    ) {
        self.optimizer = optimizer
        self.losses = losses
        self.lossWeights = lossWeights
        self.metrics = metrics
        self.outputNames = outputNames
        metricNames = metrics.enumerated().map { output, metrics in
            var counts: [String: Int] = [:]
            return metrics.map { metric in
                let count = counts[metric.name, default: 0]
                counts[metric.name] = count + 1
                let name = count == 0 ? metric.name : "\(metric.name)_\(count)"
                return outputNames.isEmpty ? name : "\(outputNames[output])_\(name)"
            }
        }
    }

    /// The loss of the only output, or of the first.
    var loss: LossFunction { losses[0] }

    /// The names of the outputs' own losses, where there are several.
    var lossNames: [String] { outputNames.map { $0 + "_loss" } }

    /// Whether more of a number in the history, without any `val_`, is better; nil for an unknown one.
    func isHigherBetter(_ name: String) -> Bool? {
        if name == "loss" || lossNames.contains(name) { return false }
        return zip(metricNames.joined(), metrics.joined()).first { $0.0 == name }?.1.isHigherBetter
    }
}

extension Model {
    /// Sets how the model is trained.
    ///
    /// A model of several outputs takes the loss and the metrics for each. Without `metrics`, the accuracy is measured where the loss is one of classes. `learningRateMultipliers` gives
    /// layers, also those of models within, their own learning rate as a multiple of the optimizer's. Throws
    /// `TransferError.training` if a setting is outside what is allowed, and `TransferError.layer` for an unknown layer.
    public func compile(
        optimizer: Optimizer, loss: LossFunction, metrics: [EvaluationMetric]? = nil,
        learningRateMultipliers: [String: Double] = [:]
    ) throws {
        let count = network?.outputs.count ?? 1
        try compile(
            optimizer: optimizer, losses: Array(repeating: loss, count: count),
            metrics: metrics.map { Array(repeating: $0, count: count) },
            learningRateMultipliers: learningRateMultipliers)
    }

    /// Sets how a model of several outputs is trained: a loss, its weight in the whole (1 if none are given) and metrics
    /// for each output.
    ///
    /// The history holds each output's numbers under the name of its layer, as in `digits_loss`. Throws
    /// `TransferError.training` if a setting is outside what is allowed, and `TransferError.layer` for an unknown layer.
    public func compile(
        optimizer: Optimizer, losses: [LossFunction], lossWeights: [Double]? = nil,
        metrics: [[EvaluationMetric]]? = nil, learningRateMultipliers: [String: Double] = [:]
    ) throws {
        let outputs = network?.outputs ?? []
        let count = max(outputs.count, 1)
        for (setting, given) in [
            ("losses", losses.count), ("lossWeights", lossWeights?.count), ("metrics", metrics?.count),
        ] {
            guard given ?? count == count else {
                throw TransferError.training(
                    .invalidSetting(
                        setting: setting, value: "a list of \(given ?? 0)",
                        allowed: "one for each of the \(count) outputs of model '\(name)'"))
            }
        }
        for weight in lossWeights ?? [] where !(weight >= 0 && weight.isFinite) {
            throw TransferError.training(
                .invalidSetting(setting: "a loss's weight", value: "\(weight)", allowed: "a number of at least 0"))
        }
        try optimizer.check()
        for loss in losses { try loss.check() }
        let metrics = metrics ?? losses.map { $0.isOfClasses ? [.accuracy] : [] }
        for metric in metrics.joined() { try metric.check() }
        try setLearningRateMultipliers(learningRateMultipliers)
        compilation = Compilation(
            optimizer: optimizer, losses: losses, lossWeights: lossWeights ?? Array(repeating: 1, count: count),
            metrics: metrics, outputNames: outputs.count > 1 ? outputs.map(\.call.layer.name) : [])
        optimizer.belong(to: self)
        try warnOfDoubledActivations(losses)
        try warnOfSoftmaxOfOne()
    }

    /// The optimizer that `compile` has set, for example to change its learning rate.
    public var optimizer: Optimizer? { compilation?.optimizer }

    func compiled() throws -> Compilation {
        guard let compilation else { throw TransferError.training(.notCompiled(model: name)) }
        return compilation
    }
}
