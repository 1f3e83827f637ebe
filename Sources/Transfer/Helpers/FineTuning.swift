/// How `fineTune` goes about it; the defaults are fastai's.
public struct FineTuning: Hashable, Sendable {
    /// How many epochs only the head is trained, while the body is frozen.
    public var freezeEpochs: Int
    /// How many epochs the whole model is trained after that.
    public var epochs: Int
    /// The head's largest learning rate while the body is frozen; afterwards it is half as large.
    public var baseRate: Double
    /// How many times smaller the rate of the layers near the input is than the head's.
    public var rateDivisor: Double
    /// The first layer of the head; nil where a model within the model, or a pooling, tells.
    public var headFrom: String?
    /// Whether the body's batch normalizations are trained, too; else they use and keep their moving statistics.
    public var trainsNormalization: Bool

    /// Makes the settings.
    public init(
        freezeEpochs: Int = 1, epochs: Int, baseRate: Double = 2e-3, rateDivisor: Double = 100,
        headFrom: String? = nil, trainsNormalization: Bool = false
    ) {
        self.freezeEpochs = freezeEpochs
        self.epochs = epochs
        self.baseRate = baseRate
        self.rateDivisor = rateDivisor
        self.headFrom = headFrom
        self.trainsNormalization = trainsNormalization
    }

    func check() throws {
        try TrainingProblem.require(freezeEpochs >= 0, "freezeEpochs", freezeEpochs, "a number of at least 0")
        try TrainingProblem.require(epochs >= 1, "epochs", epochs, "a number of at least 1")
        try TrainingProblem.require(baseRate > 0 && Float(baseRate).isFinite, "baseRate", baseRate, "a number above 0")
        try TrainingProblem.require(
            rateDivisor >= 1 && rateDivisor.isFinite, "rateDivisor", rateDivisor, "a number of at least 1")
    }
}
