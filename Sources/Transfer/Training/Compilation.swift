/// What `compile` sets.
struct Compilation {
    let optimizer: Optimizer
    let loss: LossFunction
    let metrics: [EvaluationMetric]
}

extension Model {
    /// Sets how the model is trained.
    ///
    /// Throws `TransferError.training` if a setting of the optimizer is outside what is allowed, or if a layer is to be
    /// trained that cannot be.
    public func compile(
        optimizer: Optimizer, loss: LossFunction, metrics: [EvaluationMetric] = [.accuracy]
    ) throws {
        try optimizer.check()
        if let network { try checkGradients(network.graph()) }
        compilation = Compilation(optimizer: optimizer, loss: loss, metrics: metrics)
    }

    /// The optimizer that `compile` has set, for example to change its learning rate.
    public var optimizer: Optimizer? { compilation?.optimizer }

    func compiled() throws -> Compilation {
        guard let compilation else { throw TransferError.training(.notCompiled(model: name)) }
        return compilation
    }
}
