/// Runs functions at certain times of a training.
public final class LambdaCallback: Callback {
    /// A function of an epoch's or a batch's number, counted from 0, and the training.
    public typealias Body = (_ number: Int, _ training: Training) throws -> Void

    private let epochBegin: Body?
    private let epochEnd: Body?
    private let batchBegin: Body?
    private let batchEnd: Body?
    private let trainBegin: ((Training) throws -> Void)?
    private let trainEnd: ((Training) throws -> Void)?

    /// Makes the callback; see `Callback.lambda`.
    public init(
        onEpochBegin: Body? = nil, onEpochEnd: Body? = nil,
        onTrainBegin: ((_ training: Training) throws -> Void)? = nil,
        onTrainEnd: ((_ training: Training) throws -> Void)? = nil, onTrainBatchBegin: Body? = nil,
        onTrainBatchEnd: Body? = nil
    ) {
        epochBegin = onEpochBegin
        epochEnd = onEpochEnd
        trainBegin = onTrainBegin
        trainEnd = onTrainEnd
        batchBegin = onTrainBatchBegin
        batchEnd = onTrainBatchEnd
    }

    /// Runs the function for the beginning of the training.
    public override func trainingWillBegin(_ training: Training) throws { try trainBegin?(training) }

    /// Runs the function for the beginning of an epoch.
    public override func epochWillBegin(_ epoch: Int, _ training: Training) throws { try epochBegin?(epoch, training) }

    /// Runs the function for the beginning of a batch.
    public override func batchWillBegin(_ batch: Int, _ training: Training) throws { try batchBegin?(batch, training) }

    /// Runs the function for the end of a batch.
    public override func batchDidEnd(_ batch: Int, _ training: Training) throws { try batchEnd?(batch, training) }

    /// Runs the function for the end of an epoch.
    public override func epochDidEnd(_ epoch: Int, _ training: Training) throws { try epochEnd?(epoch, training) }

    /// Runs the function for the end of the training.
    public override func trainingDidEnd(_ training: Training) throws { try trainEnd?(training) }
}

extension Callback {
    /// Runs functions at certain times of a training: of an epoch or batch, counted from 0, or of the whole.
    public static func lambda(
        onEpochBegin: LambdaCallback.Body? = nil, onEpochEnd: LambdaCallback.Body? = nil,
        onTrainBegin: ((_ training: Training) throws -> Void)? = nil,
        onTrainEnd: ((_ training: Training) throws -> Void)? = nil, onTrainBatchBegin: LambdaCallback.Body? = nil,
        onTrainBatchEnd: LambdaCallback.Body? = nil
    ) -> Callback {
        LambdaCallback(
            onEpochBegin: onEpochBegin, onEpochEnd: onEpochEnd, onTrainBegin: onTrainBegin, onTrainEnd: onTrainEnd,
            onTrainBatchBegin: onTrainBatchBegin, onTrainBatchEnd: onTrainBatchEnd)
    }
}
