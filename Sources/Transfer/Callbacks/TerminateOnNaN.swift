/// Ends the training, without an error, at the first batch whose loss is no finite number.
public final class TerminateOnNaN: Callback {
    override var addedMetrics: [String]? { [] }

    /// Looks at the batch's loss.
    public override func batchDidEnd(_ batch: Int, _ training: Training) {
        guard !training.batchLoss.isFinite else { return }
        training.stopTraining = true
        training.note("Batch \(batch): Invalid loss, terminating training")
    }
}

extension Callback {
    /// Ends the training, without an error, at the first batch whose loss is no finite number.
    public static func terminateOnNaN() -> Callback { TerminateOnNaN() }
}
