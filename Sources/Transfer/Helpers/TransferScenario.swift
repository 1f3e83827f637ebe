/// How much data there is for a new task, and how like the old task's it is: what decides which layers of a backbone
/// are of use.
@frozen public enum TransferScenario: String, Hashable, Sendable, CaseIterable {
    /// Few pictures, like those the backbone has seen: its features fit as they are.
    case smallSimilar
    /// Few pictures, unlike those: only the earlier, general features are of use.
    case smallDifferent
    /// Many pictures, like those: the later features can be adapted without being spoilt.
    case largeSimilar
    /// Many pictures, unlike those: the weights are a good beginning for training everything.
    case largeDifferent

    /// What is done with a backbone.
    ///
    /// Throws `TransferError.model` if no layer of the backbone gives pictures.
    public func plan(for base: Model) throws -> TransferPlan { try TransferPlan(self, base) }

    /// Makes a compiled classifier of a backbone: cuts, freezes and sets the learning rates as the plan says.
    ///
    /// It prints the plan. The layers that remain are shared with the backbone. Throws `TransferError.model` if no layer
    /// of the backbone gives pictures, and `TransferError.layer` if `classes` or `dropout` is outside what is allowed.
    public func apply(
        to base: Model, classes: Int, dropout: Float = 0.2, loss: LossFunction = .categoricalCrossentropy,
        metrics: [EvaluationMetric] = [.accuracy]
    ) throws -> Model {
        let plan = try plan(for: base)
        print(plan)
        let body = try plan.keepsWhole ? base : base.truncated(at: plan.lastLayer)
        body.unfreeze()
        if let last = plan.lastFrozenLayer { try body.freeze(upTo: last) }
        if !plan.trainsNormalization {
            for layer in body.layers where layer is BatchNormalization { layer.freeze() }
        }
        let model = try Sequential {
            body
            GlobalAveragePooling2D()
            if dropout > 0 { Dropout(dropout) }
            Dense(classes, activation: .softmax)
        }
        let multiplier = plan.bodyRate > 0 ? plan.bodyRate / plan.headRate : 1
        for layer in body.layers { layer.learningRateMultiplier = multiplier }
        try model.compile(optimizer: .adam(learningRate: plan.headRate), loss: loss, metrics: metrics)
        return model
    }
}
