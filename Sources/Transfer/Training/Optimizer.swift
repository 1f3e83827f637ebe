import Compute

/// What changes the weights in training, and how much of its past it remembers.
///
/// Every method takes Keras' common settings besides its own: `weightDecay` λ takes λ·η·w away from each weight before a
/// step; `clipNorm`, `globalClipNorm` and `clipValue` keep gradients small (at most one of them); `useEMA` keeps moving
/// averages of the weights, which take their places every `emaOverwriteFrequency` steps and at the end of training;
/// `gradientAccumulationSteps` averages the gradients of so many batches for one step; `decay` is the older Keras'
/// η/(1 + decay·iterations).
public final class Optimizer {
    /// The method's name in Keras.
    public let name: String
    let state: UpdateState
    var schedule: LearningRateSchedule
    let rule: UpdateRule
    let settings: OptimizerSettings
    private let settingProblem: TrainingProblem?
    private weak var model: Model?

    init(
        _ name: String, _ learningRate: some LearningRate, _ rule: UpdateRule, fractions: [String: Double],
        _ common: OptimizerSettings
    ) {
        self.name = name
        schedule = learningRate.schedule
        self.rule = rule
        settings = common
        state = UpdateState(rule, common.update)
        settingProblem = common.problem(fractions: fractions)
    }

    /// The rate of the next step; setting it replaces a schedule by a constant rate, at any time.
    public var learningRate: Double {
        get { schedule(state.iterations) }
        set {
            schedule = newValue.schedule
            schedule.changedRate = newValue
        }
    }

    /// The rate that was set since the beginning, if any.
    var changedRate: Double? { schedule.changedRate }

    /// How many batches have been trained on.
    public var iterations: Int { state.iterations }

    /// Takes a model on, as long as no model has been trained.
    func belong(to model: Model) { if state.isFresh { self.model = model } }

    /// Begins to train a model.
    ///
    /// Throws `TransferError.training` where it has trained another one, and does not know all weights of this one: what
    /// it remembers, and how far it has come, is not about those.
    func begin(_ model: Model) throws {
        belong(to: model)
        guard try self.model === model || state.remembers(model.trainedParameters()) else {
            throw TransferError.training(.usedOptimizer(model: model.name, optimizer: name))
        }
    }

    /// Changes the weights along their gradients, each at the rate times its multiplier.
    func step(_ gradients: [ParameterGradient], multipliers: [ObjectIdentifier: Double]) {
        let rate = learningRate / (1 + settings.decay * Double(state.iterations))
        state.step(gradients) { Float(rate * (multipliers[ObjectIdentifier($0)] ?? 1)) }
    }

    /// Throws if a setting given at the beginning was outside what is allowed.
    func check() throws {
        try schedule.check()
        if let settingProblem { throw TransferError.training(settingProblem) }
        for (name, value) in rule.amounts {
            try TrainingProblem.require(value >= 0 && value.isFinite, name, value, "a number of at least 0")
        }
    }
}

/// The settings that all methods share.
struct OptimizerSettings: Hashable {
    var weightDecay: Double?
    var clipNorm: Double?
    var globalClipNorm: Double?
    var clipValue: Double?
    var useEMA = false
    var emaMomentum = 0.99
    var emaOverwriteFrequency: Int?
    var gradientAccumulationSteps: Int?
    var decay = 0.0

    var update: UpdateSettings {
        var settings = UpdateSettings()
        settings.weightDecay = weightDecay.map { Float($0) }
        settings.clipping =
            clipNorm.map { .norm(Float($0)) } ?? globalClipNorm.map { .globalNorm(Float($0)) }
            ?? clipValue.map { .value(Float($0)) }
        if useEMA {
            settings.averageMomentum = Float(emaMomentum)
            settings.averageOverwriteFrequency = emaOverwriteFrequency
        }
        settings.accumulationSteps = gradientAccumulationSteps ?? 1
        return settings
    }

    /// The first setting that is outside what is allowed.
    func problem(fractions: [String: Double]) -> TrainingProblem? {
        let fractions = fractions.merging(useEMA ? ["emaMomentum": emaMomentum] : [:]) { own, _ in own }
        for (name, value) in fractions.sorted(by: { $0.key < $1.key }) where !(value >= 0 && value < 1) {
            return .invalidSetting(setting: name, value: "\(value)", allowed: "a number of at least 0 and below 1")
        }
        if let weightDecay, !(weightDecay >= 0 && weightDecay.isFinite) {
            return .invalidSetting(setting: "weightDecay", value: "\(weightDecay)", allowed: "a number of at least 0")
        }
        let clippings = [("clipNorm", clipNorm), ("globalClipNorm", globalClipNorm), ("clipValue", clipValue)]
            .compactMap { name, value in value.map { (name, $0) } }
        if clippings.count > 1 {
            return .invalidSetting(
                setting: "gradient clipping", value: clippings.map(\.0).joined(separator: " and "),
                allowed: "one of clipNorm, globalClipNorm and clipValue")
        }
        for (name, value) in clippings where !(value > 0 && Float(value).isFinite) {
            return .invalidSetting(setting: name, value: "\(value)", allowed: "a number above 0")
        }
        for (name, value) in [
            ("gradientAccumulationSteps", gradientAccumulationSteps), ("emaOverwriteFrequency", emaOverwriteFrequency),
        ] {
            if let value, value < 1 {
                return .invalidSetting(setting: name, value: "\(value)", allowed: "a number of at least 1")
            }
        }
        if !(decay >= 0 && decay.isFinite) {
            return .invalidSetting(setting: "decay", value: "\(decay)", allowed: "a number of at least 0")
        }
        return nil
    }
}

extension UpdateRule {
    /// The settings, besides fractions, that must be at least 0.
    fileprivate var amounts: [(name: String, value: Float)] {
        switch self {
        case .sgd: []
        case .adam(_, _, let epsilon, _), .nadam(_, _, let epsilon), .rmsprop(_, _, let epsilon, _),
            .adadelta(_, let epsilon):
            [("epsilon", epsilon)]
        case .adagrad(let initial, let epsilon): [("initialAccumulatorValue", initial), ("epsilon", epsilon)]
        }
    }
}
