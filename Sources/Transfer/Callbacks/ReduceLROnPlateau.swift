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

    /// Forgets an earlier training.
    ///
    /// Throws `TransferError.training` if the factor would not lower the rate.
    public override func trainingWillBegin(_ training: Training) throws {
        guard factor > 0, factor < 1 else {
            throw TransferError.training(
                .invalidSetting(
                    setting: "the factor of reduceLROnPlateau", value: "\(factor)", allowed: "a number between 0 and 1")
            )
        }
        (best, wait, cooldownLeft) = (nil, 0, 0)
    }

    /// Compares the metric with the best so far.
    public override func epochDidEnd(_ epoch: Int, _ training: Training) throws {
        let value = try metric.value(training)
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
