import Compute

/// What changes the weights in training, and how much of its past it remembers.
public final class Optimizer {
    /// How far a step goes; may be changed at any time.
    public var learningRate: Double
    /// The method's name in Keras.
    public let name: String
    let state: UpdateState
    private let settingProblem: TrainingProblem?

    private init(_ name: String, learningRate: Double, rule: UpdateRule, problem: TrainingProblem?) {
        self.name = name
        self.learningRate = learningRate
        state = UpdateState(rule)
        settingProblem = problem
    }

    /// Stochastic gradient descent: m ← μ·m − η·g, w ← w + m; with `nesterov` w ← w + μ·m − η·g.
    public static func sgd(learningRate: Double = 0.01, momentum: Double = 0, nesterov: Bool = false) -> Optimizer {
        Optimizer(
            "SGD", learningRate: learningRate, rule: .sgd(momentum: Float(momentum), nesterov: nesterov),
            problem: problem(learningRate, ["momentum": momentum]))
    }

    /// Adam (Kingma and Ba 2015) in Keras' form, with ε outside the root.
    public static func adam(
        learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7
    ) -> Optimizer {
        Optimizer(
            "Adam", learningRate: learningRate,
            rule: .adam(beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon)),
            problem: problem(learningRate, ["beta1": beta1, "beta2": beta2]))
    }

    private static func problem(_ learningRate: Double, _ fractions: [String: Double]) -> TrainingProblem? {
        if !(learningRate >= 0 && learningRate.isFinite) {
            return .invalidSetting(
                setting: "the learning rate", value: "\(learningRate)", allowed: "a number of at least 0")
        }
        for (name, value) in fractions.sorted(by: { $0.key < $1.key }) where !(value >= 0 && value < 1) {
            return .invalidSetting(setting: name, value: "\(value)", allowed: "a number of at least 0 and below 1")
        }
        return nil
    }

    /// Throws if a setting given at the beginning was outside what is allowed.
    func check() throws {
        if let settingProblem { throw TransferError.training(settingProblem) }
    }
}
