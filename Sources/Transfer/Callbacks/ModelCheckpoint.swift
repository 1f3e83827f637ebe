import Foundation

/// Saves the model, or only its weights, as training goes on.
public final class ModelCheckpoint: Callback {
    /// When something is saved.
    public enum Frequency: Hashable, Sendable {
        /// After each epoch.
        case epoch
        /// After so many batches.
        case batches(Int)
    }

    let path: CheckpointPath
    let metric: MonitoredMetric
    let saveBestOnly: Bool
    let saveWeightsOnly: Bool
    let frequency: Frequency
    let threshold: Double?
    private var best: Double?
    private var epoch = 0
    private var batches = 0

    /// Makes the callback; see `Callback.modelCheckpoint`.
    public init(
        _ path: String, monitor: String = "val_loss", saveBestOnly: Bool = false, mode: MonitorMode = .auto,
        saveFrequency: Frequency = .epoch, initialValueThreshold: Double? = nil, saveWeightsOnly: Bool = false
    ) {
        self.path = CheckpointPath(path)
        metric = MonitoredMetric(monitor, mode: mode, minDelta: 0)
        self.saveBestOnly = saveBestOnly
        self.saveWeightsOnly = saveWeightsOnly
        frequency = saveFrequency
        threshold = initialValueThreshold
    }

    override var addedMetrics: [String]? { [] }

    /// Forgets an earlier training.
    ///
    /// Throws `TransferError.training` if a setting is outside what is allowed, the path is not understood, or there will
    /// be no such metric; `TransferError.savedModel` or `.file` if the path's ending tells no format.
    public override func trainingWillBegin(_ training: Training) throws {
        try checkSettings(training)
        (best, batches) = (threshold, 0)
    }

    override func checkSettings(_ training: Training) throws {
        if case .batches(let count) = frequency { try training.model.requirePositive("saveFrequency", count) }
        if saveWeightsOnly {
            try WeightsFormat.check(path.template)
        } else {
            try SavedModelFormat.check(path.template)
        }
        let expected = ExpectedMetrics(training, for: self, atBatches: frequency != .epoch)
        try path.check(expected, atBatches: frequency != .epoch)
        if let threshold {
            try TrainingProblem.require(
                !threshold.isNaN, "initialValueThreshold", threshold, "a number that the metric can reach")
        }
        if saveBestOnly { try metric.check(expected, training) }
    }

    /// Remembers the epoch's number.
    public override func epochWillBegin(_ epoch: Int, _ training: Training) { self.epoch = epoch }

    /// Saves when enough batches have passed.
    public override func batchDidEnd(_ batch: Int, _ training: Training) throws {
        batches += 1
        if case .batches(let count) = frequency, batches % count == 0 { try save(training, batch: batch + 1) }
    }

    /// Saves when that is due after each epoch.
    public override func epochDidEnd(_ epoch: Int, _ training: Training) throws {
        if frequency == .epoch { try save(training) }
    }

    /// The files that would be written in some epochs, placeholders in the place of numbers that are not known.
    func paths(_ epochs: Range<Int>, _ training: Training) throws -> [String] {
        let names = path.metrics
        guard !names.isEmpty || path.names("epoch") || path.names("batch") else {
            return epochs.isEmpty ? [] : [path.template]
        }
        let known = Set(training.metrics.map(\.name))
        let others = names.filter { !known.contains($0) }.map { (name: $0, value: Placeholders.metric) }
        let metrics = training.metrics + others
        guard case .batches(let interval) = frequency, path.names("batch") else {
            return try Set(epochs.map { try path.name(epoch: $0 + 1, metrics) }).sorted()
        }
        let steps = training.order.steps
        let ends = stride(from: interval - 1, to: epochs.count * steps, by: interval).prefix(Self.mostPaths)
        return try Set(
            ends.map { try path.name(epoch: epochs.lowerBound + $0 / steps + 1, batch: $0 % steps + 1, metrics) }
        ).sorted()
    }

    /// More files than any lesson reads.
    private static let mostPaths = 10_000

    private func save(_ training: Training, batch: Int = 0) throws {
        if saveBestOnly {
            guard let value = metric.value(training) else { return }
            guard try metric.isImprovement(value, over: best, training) else { return }
            best = value
        }
        let file = try path.name(epoch: epoch + 1, batch: batch, training.metrics)
        try? FileManager.default.createDirectory(
            at: URL(fileURLWithPath: file).deletingLastPathComponent(), withIntermediateDirectories: true)
        var written = WrittenFile(path: file, kind: .fileInNewFolders)
        if saveWeightsOnly {
            try training.model.saveWeights(file)
        } else {
            try training.model.save(file)
            written.warning = training.model.warning(ofLossesIn: file, training.compilation)
        }
        training.writtenFiles.append(written)
    }

    override var memory: CallbackMemory {
        get {
            var numbers = ["batches": Double(batches)]
            numbers["best"] = best
            return CallbackMemory(numbers: numbers)
        }
        set {
            best = newValue.numbers["best"]
            batches = Int(newValue.numbers["batches"] ?? 0)
        }
    }
}

extension Callback {
    /// Saves the whole model as `save` does, or with `saveWeightsOnly` its weights as `saveWeights` does, after each epoch
    /// or so many batches; with `saveBestOnly` only when a metric is the best so far, or better than
    /// `initialValueThreshold`.
    ///
    /// In the path `{epoch:02d}` stands for the epoch, counted from 1, `{val_loss:.2f}` for a number of the epoch, and
    /// `{batch}` for the batch in the epoch, counted from 1, where it is saved after batches. In an epoch without the metric
    /// that is watched nothing is saved, and a warning says so.
    public static func modelCheckpoint(
        _ path: String, monitor: String = "val_loss", saveBestOnly: Bool = false, mode: MonitorMode = .auto,
        saveFrequency: ModelCheckpoint.Frequency = .epoch, initialValueThreshold: Double? = nil,
        saveWeightsOnly: Bool = false
    ) -> Callback {
        ModelCheckpoint(
            path, monitor: monitor, saveBestOnly: saveBestOnly, mode: mode, saveFrequency: saveFrequency,
            initialValueThreshold: initialValueThreshold, saveWeightsOnly: saveWeightsOnly)
    }
}
