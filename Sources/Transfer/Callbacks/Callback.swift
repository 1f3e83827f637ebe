/// Something that watches a training, and may change its course; subclass it to do so yourself.
open class Callback {
    /// Makes a callback that does nothing.
    public init() {}

    /// Called before the first epoch; a thrown error ends the training.
    open func trainingWillBegin(_ training: Training) throws {}
    /// Called before each epoch, counted from 0.
    open func epochWillBegin(_ epoch: Int, _ training: Training) throws {}
    /// Called before each batch of an epoch, counted from 0.
    open func batchWillBegin(_ batch: Int, _ training: Training) throws {}
    /// Called after each batch, when `training.metrics` holds the epoch's numbers so far.
    open func batchDidEnd(_ batch: Int, _ training: Training) throws {}
    /// Called after each epoch, counted from 0, when `training.metrics` holds its numbers.
    open func epochDidEnd(_ epoch: Int, _ training: Training) throws {}
    /// Called after the last epoch.
    open func trainingDidEnd(_ training: Training) throws {}

    /// Throws `TransferError.training` for settings that make no sense; touches no files, so that a dry run can call it.
    func checkSettings(_ training: Training) throws {}
    /// Called when all callbacks know that the training begins, to go on with an earlier one.
    func trainingMayResume(_ training: Training) throws {}
    /// Called when an epoch's numbers, those added by callbacks included, are in the training's log.
    func epochWasLogged(_ epoch: Int, _ training: Training) throws {}
    /// The names of the numbers that the callback adds to each epoch's; nil where that cannot be known.
    var addedMetrics: [String]? { nil }
    /// What has to be remembered to go on later as if there had been no break.
    var memory: CallbackMemory {
        get { CallbackMemory() }
        set {}
    }
}

/// What a callback remembers, in a form that can be kept in a file.
struct CallbackMemory {
    var numbers: [String: Double] = [:]
    /// The weights of the whole model at some time, parameter by parameter.
    var weights: [[Float]] = []
}
