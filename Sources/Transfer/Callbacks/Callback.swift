/// Something that watches a training, and may change its course; subclass it to do so yourself.
open class Callback {
    /// Makes a callback that does nothing.
    public init() {}

    /// Called before the first epoch; a thrown error ends the training.
    open func trainingWillBegin(_ training: Training) throws {}
    /// Called before each epoch, counted from 0.
    open func epochWillBegin(_ epoch: Int, _ training: Training) throws {}
    /// Called after each epoch, counted from 0, when `training.metrics` holds its numbers.
    open func epochDidEnd(_ epoch: Int, _ training: Training) throws {}
    /// Called after the last epoch.
    open func trainingDidEnd(_ training: Training) throws {}
}

/// A training under way, as callbacks see it.
public final class Training {
    /// The model that is trained.
    public let model: Model
    /// The epochs asked for.
    public let epochs: Int
    /// The last epoch's numbers by Keras' names; a callback may add its own.
    public internal(set) var metrics: [(name: String, value: Double)] = []
    /// Set to end the training after this epoch.
    public var stopTraining = false
    private let optimizer: Optimizer
    private(set) var notes: [String] = []

    init(model: Model, epochs: Int, optimizer: Optimizer) {
        self.model = model
        self.epochs = epochs
        self.optimizer = optimizer
    }

    /// The optimizer's learning rate.
    public var learningRate: Double {
        get { optimizer.learningRate }
        set { optimizer.learningRate = newValue }
    }

    /// A number of the last epoch.
    ///
    /// Throws `TransferError.training` if there is none of the name.
    public func metric(_ name: String) throws -> Double {
        guard let found = metrics.first(where: { $0.name == name }) else {
            throw TransferError.training(.unknownMonitor(monitor: name, known: metrics.map(\.name)))
        }
        return found.value
    }

    /// Adds a number to the last epoch's, or replaces it.
    public func record(_ name: String, _ value: Double) {
        metrics.removeAll { $0.name == name }
        metrics.append((name, value))
    }

    /// Adds a sentence to the training's log.
    public func note(_ sentence: String) { notes.append(sentence) }
}
