/// Lowers the learning rate when a metric has not become better for some epochs.
public final class ReduceLROnPlateau: Callback {
    let metric: MonitoredMetric
    let factor: Double
    let patience: Int
    let cooldown: Int
    let minimumRate: Double
    private var best: Double?
    private var wait = 0
    private var cooldownLeft = 0

    /// Makes the callback; see `Callback.reduceLROnPlateau`.
    public init(
        monitor: String = "val_loss", factor: Double = 0.1, patience: Int = 10, mode: MonitorMode = .auto,
        minDelta: Double = 1e-4, cooldown: Int = 0, minLearningRate: Double = 0
    ) {
        metric = MonitoredMetric(monitor, mode: mode, minDelta: minDelta)
        self.factor = factor
        self.patience = patience
        self.cooldown = cooldown
        minimumRate = minLearningRate
    }

    override var addedMetrics: [String]? { ["learning_rate"] }

    /// Forgets an earlier training.
    ///
    /// Throws `TransferError.training` if a setting is outside what is allowed or there will be no such metric.
    public override func trainingWillBegin(_ training: Training) throws {
        try checkSettings(training)
        (best, wait, cooldownLeft) = (nil, 0, 0)
    }

    override func checkSettings(_ training: Training) throws {
        func require(_ condition: Bool, _ setting: String, _ value: some Any, _ allowed: String) throws {
            try TrainingProblem.require(condition, "the \(setting) of reduceLROnPlateau", value, allowed)
        }
        try require(factor > 0 && factor < 1, "factor", factor, "a number above 0 and below 1")
        try require(patience >= 0, "patience", patience, "a number of epochs, at least 0")
        try require(cooldown >= 0, "cooldown", cooldown, "a number of epochs, at least 0")
        try require(
            minimumRate >= 0 && minimumRate.isFinite, "minLearningRate", minimumRate, "a number of at least 0")
        try metric.check(ExpectedMetrics(training, for: self), training)
    }

    /// Compares the metric with the best so far.
    public override func epochDidEnd(_ epoch: Int, _ training: Training) throws {
        guard let value = metric.value(training) else { return }
        training.record("learning_rate", training.learningRate)
        if cooldownLeft > 0 {
            cooldownLeft -= 1
            wait = 0
        }
        if try metric.isImprovement(value, over: best, training) {
            (best, wait) = (value, 0)
        } else if cooldownLeft == 0 {
            wait += 1
            guard wait >= patience, training.learningRate > minimumRate else { return }
            let rate = max(training.learningRate * factor, minimumRate)
            training.learningRate = rate
            training.note("Epoch \(epoch + 1): ReduceLROnPlateau reducing learning rate to \(rate).")
            (cooldownLeft, wait) = (cooldown, 0)
        }
    }

    override var memory: CallbackMemory {
        get {
            var numbers = ["wait": Double(wait), "cooldown": Double(cooldownLeft)]
            numbers["best"] = best
            return CallbackMemory(numbers: numbers)
        }
        set {
            best = newValue.numbers["best"]
            wait = Int(newValue.numbers["wait"] ?? 0)
            cooldownLeft = Int(newValue.numbers["cooldown"] ?? 0)
        }
    }
}

extension Callback {
    /// Multiplies the learning rate by a factor when a metric has not become better, by more than `minDelta`, for
    /// `patience` epochs; after that waits `cooldown` epochs before it counts again.
    public static func reduceLROnPlateau(
        monitor: String = "val_loss", factor: Double = 0.1, patience: Int = 10, mode: MonitorMode = .auto,
        minDelta: Double = 1e-4, cooldown: Int = 0, minLearningRate: Double = 0
    ) -> Callback {
        ReduceLROnPlateau(
            monitor: monitor, factor: factor, patience: patience, mode: mode, minDelta: minDelta, cooldown: cooldown,
            minLearningRate: minLearningRate)
    }
}
