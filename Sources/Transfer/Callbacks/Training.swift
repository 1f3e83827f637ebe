/// A training under way, as callbacks see it.
public final class Training {
    /// The model that is trained.
    public let model: Model
    /// The epochs asked for.
    public let epochs: Int
    /// The epoch's numbers by Keras' names; a callback may add its own.
    public internal(set) var metrics: [(name: String, value: Double)] = []
    /// The loss of the last batch by itself.
    public internal(set) var batchLoss = 0.0
    /// How many seconds the training has waited for its samples to be read and prepared.
    public internal(set) var secondsWaited = 0.0
    /// Set to end the training after this batch or epoch.
    public var stopTraining = false

    let compilation: Compilation
    let callbacks: [Callback]
    /// Whether each epoch ends with a validation.
    let hasValidation: Bool
    var order: BatchOrder
    var nextEpoch = 0
    var log = TrainingLog(columns: [])
    private var warned: Set<String> = []
    /// What callbacks left behind, in the order in which they did.
    var writtenFiles: [WrittenFile] = []

    init(
        model: Model, epochs: Int, _ compilation: Compilation, _ order: BatchOrder, hasValidation: Bool,
        callbacks: [Callback]
    ) {
        self.model = model
        self.epochs = epochs
        self.compilation = compilation
        self.order = order
        self.hasValidation = hasValidation
        self.callbacks = callbacks
    }

    /// The optimizer's learning rate.
    public var learningRate: Double {
        get { compilation.optimizer.learningRate }
        set { compilation.optimizer.learningRate = newValue }
    }

    /// A number of the epoch.
    ///
    /// Throws `TransferError.training` if there is none of the name.
    public func metric(_ name: String) throws -> Double {
        guard let found = metrics.first(where: { $0.name == name }) else {
            throw TransferError.training(.unknownMonitor(monitor: name, known: metrics.map(\.name)))
        }
        return found.value
    }

    /// Adds a number to the epoch's, or replaces it.
    public func record(_ name: String, _ value: Double) {
        metrics.removeAll { $0.name == name }
        metrics.append((name, value))
    }

    /// Shows a warning of a kind, unless there was one in this training.
    func warnOnce(_ sentence: String, of kind: String) {
        if warned.insert(kind).inserted { OutputSinks.current.show(.warning(sentence)) }
    }

    /// Adds a sentence to the training's log.
    public func note(_ sentence: String) { log.notes.append(sentence) }

    /// Puts the epoch's numbers into the log; what was not measured in an epoch is no number there.
    func logEpoch(seconds: Double) {
        for (name, _) in metrics where !log.columns.contains(name) {
            log.columns.append(name)
            for index in log.epochs.indices { log.epochs[index].append(.nan) }
        }
        log.epochs.append(log.columns.map { name in metrics.first { $0.name == name }?.value ?? .nan })
        log.seconds.append(seconds)
    }
}
