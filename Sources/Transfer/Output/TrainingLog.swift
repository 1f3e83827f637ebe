/// The epochs of one training run: a column a metric, a row an epoch.
public struct TrainingLog: Codable, Hashable, Sendable {
    /// The metrics' names in Keras' spelling, for example `loss`, `accuracy`, `val_loss`, `val_accuracy`.
    public var columns: [String]
    /// The metrics of each epoch that ended, in order.
    public var epochs: [[Double]]
    /// Wall seconds of each epoch; not compared between runs.
    public var seconds: [Double]
    /// How many epochs had been trained before the first of these.
    public var initialEpoch = 0
    /// What happened besides, a sentence each, for example `Epoch 8: early stopping`.
    public var notes: [String]

    /// Makes a log.
    public init(columns: [String], epochs: [[Double]] = [], seconds: [Double] = [], notes: [String] = []) {
        self.columns = columns
        self.epochs = epochs
        self.seconds = seconds
        self.notes = notes
    }
}

extension TrainingLog {
    private enum CodingKeys: String, CodingKey {
        case columns, epochs, seconds, notes, initialEpoch
    }

    /// Reads a log.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            columns: try values.decode([String].self, forKey: .columns),
            epochs: try values.decode([[Double]].self, forKey: .epochs),
            seconds: try values.decode([Double].self, forKey: .seconds),
            notes: try values.decode([String].self, forKey: .notes))
        initialEpoch = try values.decodeIfPresent(Int.self, forKey: .initialEpoch) ?? 0
    }

    /// Writes a log; that it begins with the first epoch goes without saying.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(columns, forKey: .columns)
        try values.encode(epochs, forKey: .epochs)
        try values.encode(seconds, forKey: .seconds)
        try values.encode(notes, forKey: .notes)
        if initialEpoch != 0 { try values.encode(initialEpoch, forKey: .initialEpoch) }
    }
}
