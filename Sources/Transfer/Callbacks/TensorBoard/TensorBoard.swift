import Compute
import Foundation

/// Writes the numbers of a training to files that TensorBoard shows.
public final class TensorBoard: Callback {
    let logDirectory: String
    let histogramFrequency: Int
    let batchFrequency: Int?
    private var folder = ""
    private var train: EventFile?
    private var validation: EventFile?
    private var batches = 0

    /// Makes the callback; see `Callback.tensorBoard`.
    public init(_ logDirectory: String, histogramFrequency: Int = 0, batchFrequency: Int? = nil) {
        self.logDirectory = logDirectory
        self.histogramFrequency = histogramFrequency
        self.batchFrequency = batchFrequency
    }

    override var addedMetrics: [String]? { [] }

    /// Makes the run's folder: the first of `run_1`, `run_2`, … that there is not yet.
    ///
    /// Throws `TransferError.file` if it cannot be written to, and `TransferError.training` for a setting that makes no sense.
    public override func trainingWillBegin(_ training: Training) throws {
        try checkSettings(training)
        folder = Self.newRun(in: logDirectory)
        train = try makeFile("train", training)
        (validation, batches) = (nil, 0)
    }

    override func checkSettings(_ training: Training) throws {
        try TrainingProblem.requirePath(logDirectory, "the folder of tensorBoard")
        try TrainingProblem.require(
            histogramFrequency >= 0, "histogramFrequency", histogramFrequency, "a number of epochs, or 0 for none")
        if let batchFrequency { try training.model.requirePositive("batchFrequency", batchFrequency) }
    }

    /// The folder of the next run: the first of `run_1`, `run_2`, … that there is not yet.
    static func newRun(in logDirectory: String) -> String {
        var number = 1
        while FileManager.default.fileExists(atPath: "\(logDirectory)/run_\(number)") { number += 1 }
        return "\(logDirectory)/run_\(number)"
    }

    private func makeFile(_ part: String, _ training: Training) throws -> EventFile {
        let file = try EventFile(folder: "\(folder)/\(part)")
        training.writtenFiles.append(WrittenFile(path: file.path, kind: .fileInNewFolders, run: folder))
        return file
    }

    /// Writes the numbers so far when enough batches have passed.
    public override func batchDidEnd(_ batch: Int, _ training: Training) throws {
        batches += 1
        guard let batchFrequency, batches % batchFrequency == 0 else { return }
        try train?.add(scalars: training.metrics.map { ("batch_" + $0.name, $0.value) }, step: batches - 1)
    }

    /// Writes the epoch's numbers, and how the weights are distributed.
    public override func epochDidEnd(_ epoch: Int, _ training: Training) throws {
        var own = training.metrics.filter { !$0.name.hasPrefix("val_") && $0.name != "learning_rate" }
        own.append(("learning_rate", training.learningRate))
        try train?.add(scalars: own.map { ("epoch_" + $0.name, $0.value) }, step: epoch)
        let measured = training.metrics.filter { $0.name.hasPrefix("val_") }
        if !measured.isEmpty {
            let file = try validation ?? makeFile("validation", training)
            validation = file
            try file.add(scalars: measured.map { ("epoch_" + $0.name.dropFirst(4), $0.value) }, step: epoch)
        }
        guard histogramFrequency > 0, epoch % histogramFrequency == 0 else { return }
        let weights = training.model.layers.flatMap(NamedWeights.list)
        try train?.add(
            histograms: weights.map { ($0.name + "/histogram", Histogram($0.parameter.values)) }, step: epoch)
    }

    /// Closes the files.
    public override func trainingDidEnd(_ training: Training) { (train, validation) = (nil, nil) }
}

extension Callback {
    /// Writes the numbers of each epoch to files that TensorBoard shows, every training in a folder of its own under
    /// the given one (`run_1`, `run_2`, …).
    ///
    /// Every `histogramFrequency` epochs also how the weights are distributed, and every `batchFrequency` batches the
    /// numbers of the epoch so far.
    public static func tensorBoard(
        _ logDirectory: String, histogramFrequency: Int = 0, batchFrequency: Int? = nil
    ) -> Callback {
        TensorBoard(logDirectory, histogramFrequency: histogramFrequency, batchFrequency: batchFrequency)
    }
}
