import Compute

extension Optimizer {
    /// The optimizer that a file describes; nil if there is none such here.
    convenience init?(keras value: JSONValue) {
        guard let (name, config) = KerasObject.parts(value),
            let schedule = LearningRateSchedule(keras: config["learning_rate"] ?? config["lr"] ?? 0.001),
            let (title, rule) = Self.rule(name.lowercased(), config)
        else { return nil }
        let settings = OptimizerSettings(
            weightDecay: config["weight_decay"]?.double, clipNorm: config["clipnorm"]?.double,
            globalClipNorm: config["global_clipnorm"]?.double, clipValue: config["clipvalue"]?.double,
            useEMA: config["use_ema"]?.boolean ?? false, emaMomentum: config["ema_momentum"]?.double ?? 0.99,
            emaOverwriteFrequency: config["ema_overwrite_frequency"]?.integer,
            gradientAccumulationSteps: config["gradient_accumulation_steps"]?.integer,
            decay: config["decay"]?.double ?? 0)
        let fractions = ["beta_1", "beta_2", "rho", "momentum"].compactMap { key in
            config[key]?.double.map { (key, $0) }
        }
        self.init(title, schedule, rule, fractions: Dictionary(fractions) { first, _ in first }, settings)
    }

    private static func rule(_ name: String, _ config: JSONValue) -> (String, UpdateRule)? {
        func number(_ key: String, _ standard: Float) -> Float { config[key]?.double.map { Float($0) } ?? standard }
        func flag(_ key: String) -> Bool { config[key]?.boolean ?? false }
        let epsilon = number("epsilon", 1e-7)
        let (beta1, beta2) = (number("beta_1", 0.9), number("beta_2", 0.999))
        switch name {
        case "sgd", "momentum": return ("SGD", .sgd(momentum: number("momentum", 0), nesterov: flag("nesterov")))
        case "adam":
            return ("Adam", .adam(beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: flag("amsgrad")))
        case "adamw":
            return ("AdamW", .adam(beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: flag("amsgrad")))
        case "rmsprop":
            return (
                "RMSprop",
                .rmsprop(
                    rho: number("rho", 0.9), momentum: number("momentum", 0), epsilon: epsilon,
                    centered: flag("centered"))
            )
        case "adagrad":
            let initial = number("initial_accumulator_value", 0.1)
            return ("Adagrad", .adagrad(initialAccumulator: initial, epsilon: epsilon))
        case "adadelta": return ("Adadelta", .adadelta(rho: number("rho", 0.95), epsilon: epsilon))
        case "nadam": return ("Nadam", .nadam(beta1: beta1, beta2: beta2, epsilon: epsilon))
        default: return nil
        }
    }

    /// The object in Keras' files; a learning rate of the user's own code stays what it is now.
    var kerasObject: JSONValue {
        func optional(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
        let common: [String: JSONValue] = [
            "name": .string(LayerNames.snakeCase(name)), "learning_rate": kerasRate,
            "weight_decay": optional(settings.weightDecay), "clipnorm": optional(settings.clipNorm),
            "global_clipnorm": optional(settings.globalClipNorm), "clipvalue": optional(settings.clipValue),
            "use_ema": .boolean(settings.useEMA), "ema_momentum": .number(settings.emaMomentum),
            "ema_overwrite_frequency": settings.emaOverwriteFrequency.map { .integer($0) } ?? .null,
            "loss_scale_factor": nil,
            "gradient_accumulation_steps": settings.gradientAccumulationSteps.flatMap { $0 > 1 ? .integer($0) : nil }
                ?? .null,
        ]
        return KerasObject(module: "keras.optimizers", className: name, config: common + ruleConfig).json
    }

    /// Whether the file's learning rate is a number, which Keras keeps with the optimizer's memory.
    var hasConstantRate: Bool { kerasRate.double != nil }

    private var kerasRate: JSONValue {
        let rate = schedule.keras ?? .number(learningRate)
        guard settings.decay > 0, let number = rate.double else { return rate }
        // Keras 3 has no such setting any more, but a schedule that computes the same.
        return KerasObject.schedule(
            "InverseTimeDecay",
            [
                "initial_learning_rate": .number(number), "decay_steps": 1, "decay_rate": .number(settings.decay),
                "staircase": false,
            ])
    }

    private var ruleConfig: [String: JSONValue] {
        switch rule {
        case .sgd(let momentum, let nesterov): ["momentum": .float(momentum), "nesterov": .boolean(nesterov)]
        case .adam(let beta1, let beta2, let epsilon, let amsgrad):
            [
                "beta_1": .float(beta1), "beta_2": .float(beta2), "epsilon": .float(epsilon),
                "amsgrad": .boolean(amsgrad),
            ]
        case .rmsprop(let rho, let momentum, let epsilon, let centered):
            [
                "rho": .float(rho), "momentum": .float(momentum), "epsilon": .float(epsilon),
                "centered": .boolean(centered),
            ]
        case .adagrad(let initial, let epsilon):
            ["initial_accumulator_value": .float(initial), "epsilon": .float(epsilon)]
        case .adadelta(let rho, let epsilon): ["rho": .float(rho), "epsilon": .float(epsilon)]
        case .nadam(let beta1, let beta2, let epsilon):
            ["beta_1": .float(beta1), "beta_2": .float(beta2), "epsilon": .float(epsilon)]
        }
    }
}
