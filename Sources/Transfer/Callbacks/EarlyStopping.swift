import Compute

/// Ends the training when a metric has not become better for some epochs.
public final class EarlyStopping: Callback {
    private let monitor: String
    private let minimumDelta: Double
    private let patience: Int
    private let restoreBestWeights: Bool
    private let isHigherBetter: Bool
    private var best: Double?
    private var bestEpoch = 0
    private var wait = 0
    private var bestWeights: [(Parameter, [Float])] = []

    /// Makes the callback; whether more is better is told by the name: of accuracies yes, of losses no.
    public init(
        monitor: String = "val_loss", minimumDelta: Double = 0, patience: Int = 0, restoreBestWeights: Bool = true
    ) {
        self.monitor = monitor
        self.minimumDelta = abs(minimumDelta)
        self.patience = max(patience, 0)
        self.restoreBestWeights = restoreBestWeights
        isHigherBetter = monitor.hasSuffix("accuracy")
    }

    /// Forgets an earlier training.
    public override func trainingWillBegin(_ training: Training) {
        (best, bestEpoch, wait, bestWeights) = (nil, 0, 0, [])
    }

    /// Compares the metric with the best so far.
    public override func epochDidEnd(_ epoch: Int, _ training: Training) throws {
        let value = try training.metric(monitor)
        wait += 1
        if isBetter(value) {
            (best, bestEpoch, wait) = (value, epoch, 0)
            if restoreBestWeights { bestWeights = training.model.parameters.map { ($0, $0.values) } }
        }
        if wait >= patience && epoch > 0 {
            training.stopTraining = true
            training.note("Epoch \(epoch + 1): early stopping")
        }
    }

    /// Puts the best epoch's weights back if asked to.
    public override func trainingDidEnd(_ training: Training) {
        guard restoreBestWeights, !bestWeights.isEmpty else { return }
        for (parameter, values) in bestWeights { parameter.values = values }
        training.note("Restoring model weights from the end of the best epoch: \(bestEpoch + 1).")
    }

    private func isBetter(_ value: Double) -> Bool {
        guard let best else { return !value.isNaN }
        return isHigherBetter ? value - minimumDelta > best : value + minimumDelta < best
    }
}

extension Callback {
    /// Ends the training when a metric has not become better for `patience` epochs, and puts the best weights back.
    public static func earlyStopping(
        monitor: String = "val_loss", minimumDelta: Double = 0, patience: Int = 0, restoreBestWeights: Bool = true
    ) -> Callback {
        EarlyStopping(
            monitor: monitor, minimumDelta: minimumDelta, patience: patience, restoreBestWeights: restoreBestWeights)
    }
}
