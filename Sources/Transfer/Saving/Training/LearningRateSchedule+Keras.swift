extension LearningRateSchedule {
    /// The learning rate that a file describes: a number, or a schedule; nil if there is none such here.
    init?(keras value: JSONValue) {
        if let rate = value.double {
            self.init(constant: rate)
            return
        }
        guard let (name, config) = KerasObject.parts(value) else { return nil }
        let steps = config["decay_steps"]?.integer ?? 0
        let initial = config["initial_learning_rate"]?.double ?? .nan
        let rate = config["decay_rate"]?.double ?? .nan
        let staircase = config["staircase"]?.boolean ?? false
        switch name {
        case "ExponentialDecay":
            self = .exponentialDecay(
                initialLearningRate: initial, decaySteps: steps, decayRate: rate, staircase: staircase)
        case "InverseTimeDecay":
            self = .inverseTimeDecay(
                initialLearningRate: initial, decaySteps: steps, decayRate: rate, staircase: staircase)
        case "PiecewiseConstantDecay":
            self = .piecewiseConstant(
                boundaries: config["boundaries"]?.array?.compactMap(\.integer) ?? [],
                values: config["values"]?.array?.compactMap(\.double) ?? [])
        case "PolynomialDecay":
            self = .polynomialDecay(
                initialLearningRate: initial, decaySteps: steps,
                endLearningRate: config["end_learning_rate"]?.double ?? 0.0001, power: config["power"]?.double ?? 1,
                cycle: config["cycle"]?.boolean ?? false)
        case "CosineDecay":
            self = .cosineDecay(
                initialLearningRate: initial, decaySteps: steps, alpha: config["alpha"]?.double ?? 0,
                warmupTarget: config["warmup_target"]?.double, warmupSteps: config["warmup_steps"]?.integer ?? 0)
        default: return nil
        }
    }
}
