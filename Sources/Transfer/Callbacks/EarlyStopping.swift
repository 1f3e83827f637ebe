import Compute

/// Ends the training when a metric has not become better for some epochs.
public final class EarlyStopping: Callback {
    let metric: MonitoredMetric
    let patience: Int
    let baseline: Double?
    let restoreBestWeights: Bool
    let startFromEpoch: Int
    private var best: Double?
    private var bestEpoch = 0
    private var wait = 0
    private var bestWeights: [[Float]] = []

    /// Makes the callback; see `Callback.earlyStopping`.
    public init(
        monitor: String = "val_loss", minDelta: Double = 0, patience: Int = 0, mode: MonitorMode = .auto,
        baseline: Double? = nil, restoreBestWeights: Bool = true, startFromEpoch: Int = 0
    ) {
        metric = MonitoredMetric(monitor, mode: mode, minDelta: minDelta)
        self.patience = patience
        self.baseline = baseline
        self.restoreBestWeights = restoreBestWeights
        self.startFromEpoch = startFromEpoch
    }

    override var addedMetrics: [String]? { [] }

    /// Forgets an earlier training.
    ///
    /// Throws `TransferError.training` if a setting is outside what is allowed or there will be no such metric.
    public override func trainingWillBegin(_ training: Training) throws {
        try checkSettings(training)
        (best, bestEpoch, wait, bestWeights) = (nil, 0, 0, [])
    }

    override func checkSettings(_ training: Training) throws {
        try TrainingProblem.require(
            patience >= 0, "the patience of earlyStopping", patience, "a number of epochs, or 0 to stop at once")
        try TrainingProblem.require(
            startFromEpoch >= 0, "startFromEpoch", startFromEpoch, "the number of an epoch, counted from 0")
        if let baseline {
            try TrainingProblem.require(
                baseline.isFinite, "the baseline of earlyStopping", baseline, "a number that the metric can reach")
        }
        try metric.check(ExpectedMetrics(training, for: self), training)
    }

    /// Compares the metric with the best so far.
    public override func epochDidEnd(_ epoch: Int, _ training: Training) throws {
        guard let value = metric.value(training), epoch >= startFromEpoch else { return }
        if restoreBestWeights, bestWeights.isEmpty { keepWeights(epoch, training) }
        wait += 1
        if try metric.isImprovement(value, over: best, training) {
            best = value
            keepWeights(epoch, training)
            if try baseline == nil || metric.isImprovement(value, over: baseline, training) { wait = 0 }
        } else if wait >= patience && epoch > 0 {
            training.stopTraining = true
            training.note("Epoch \(epoch + 1): early stopping")
        }
    }

    /// Puts the best epoch's weights back if asked to.
    public override func trainingDidEnd(_ training: Training) {
        guard restoreBestWeights, !bestWeights.isEmpty else { return }
        for (parameter, values) in zip(training.model.parameters, bestWeights) { parameter.values = values }
        training.note("Restoring model weights from the end of the best epoch: \(bestEpoch + 1).")
    }

    private func keepWeights(_ epoch: Int, _ training: Training) {
        bestEpoch = epoch
        if restoreBestWeights { bestWeights = training.model.parameters.map(\.values) }
    }

    override var memory: CallbackMemory {
        get {
            var numbers = ["bestEpoch": Double(bestEpoch), "wait": Double(wait)]
            numbers["best"] = best
            return CallbackMemory(numbers: numbers, weights: bestWeights)
        }
        set {
            best = newValue.numbers["best"]
            bestEpoch = Int(newValue.numbers["bestEpoch"] ?? 0)
            wait = Int(newValue.numbers["wait"] ?? 0)
            bestWeights = newValue.weights
        }
    }
}

extension Callback {
    /// Ends the training when a metric has not become better, by more than `minDelta`, for `patience` epochs, and puts
    /// the best weights back (Keras does so only when asked to).
    ///
    /// With a `baseline`, only what is better than it counts as better; epochs before `startFromEpoch`, counted from 0,
    /// are not watched.
    public static func earlyStopping(
        monitor: String = "val_loss", minDelta: Double = 0, patience: Int = 0, mode: MonitorMode = .auto,
        baseline: Double? = nil, restoreBestWeights: Bool = true, startFromEpoch: Int = 0
    ) -> Callback {
        EarlyStopping(
            monitor: monitor, minDelta: minDelta, patience: patience, mode: mode, baseline: baseline,
            restoreBestWeights: restoreBestWeights, startFromEpoch: startFromEpoch)
    }
}
