/// What `compile` sets.
struct Compilation {
    let optimizer: Optimizer
    let loss: LossFunction
    let metrics: [EvaluationMetric]
}

extension Model {
    /// Sets how the model is trained.
    ///
    /// Throws `TransferError.training` if a setting of the optimizer is outside what is allowed.
    public func compile(
        optimizer: Optimizer, loss: LossFunction, metrics: [EvaluationMetric] = [.accuracy]
    ) throws {
        try optimizer.check()
        compilation = Compilation(optimizer: optimizer, loss: loss, metrics: metrics)
    }

    /// The optimizer that `compile` has set, for example to change its learning rate.
    public var optimizer: Optimizer? { compilation?.optimizer }

    func compiled() throws -> Compilation {
        guard let compilation else { throw TransferError.training(.notCompiled(model: name)) }
        return compilation
    }
}
