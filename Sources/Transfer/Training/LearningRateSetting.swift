/// A setting of a schedule, and whether it is allowed.
struct LearningRateSetting {
    private let isAllowed: Bool
    private let problem: TrainingProblem

    init(_ name: String, _ value: some Any, _ isAllowed: Bool, _ allowed: String) {
        self.isAllowed = isAllowed
        problem = .invalidSetting(setting: name, value: "\(value)", allowed: allowed)
    }

    /// A rate or a factor of rates: at least 0.
    static func rate(_ name: String, _ value: Double) -> LearningRateSetting {
        LearningRateSetting(name, value, value >= 0 && value.isFinite, "a number of at least 0")
    }

    /// What rates are divided by: above 0.
    static func divisor(_ name: String, _ value: Double) -> LearningRateSetting {
        LearningRateSetting(name, value, value > 0 && value.isFinite, "a number above 0")
    }

    /// A number of steps: at least 1.
    static func count(_ name: String, _ value: Int) -> LearningRateSetting {
        LearningRateSetting(name, value, value > 0, "a number of at least 1")
    }

    fileprivate var refusal: TrainingProblem? { isAllowed ? nil : problem }
}

extension TrainingProblem? {
    /// What is wrong with the first setting that is not allowed; nil where all are.
    static func first(_ settings: LearningRateSetting...) -> TrainingProblem? { first(settings) }

    /// What is wrong with the first setting that is not allowed; nil where all are.
    static func first(_ settings: [LearningRateSetting]) -> TrainingProblem? {
        settings.lazy.compactMap(\.refusal).first
    }
}
