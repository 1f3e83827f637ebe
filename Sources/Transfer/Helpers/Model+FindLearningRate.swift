import Foundation

extension Model {
    /// Lets the learning rate grow by a constant factor from batch to batch, notes the loss, and plots it with a
    /// suggestion where to begin.
    ///
    /// The search ends after `steps` batches, or once the smoothed loss is four times its least value (after Smith 2017,
    /// as fastai does it). Afterwards the weights and the optimizer are what they were, to the bit. Throws
    /// `TransferError.training` if the model is not compiled, nothing is trainable, or the data do not fit.
    public func findLearningRate(
        _ data: ImageFlow, from start: Double = 1e-7, to end: Double = 10, steps: Int = 100
    ) throws -> LearningRateSearch {
        let labelled = try labelled(data, compiled(), isAugmented: true)
        return try findLearningRate(
            labelled, batchSize: data.batchSize, shuffle: data.shuffle, seed: data.seed, start, end, steps)
    }

    /// The same on a tensor of samples and their targets.
    ///
    /// Throws `TransferError.training` if the model is not compiled, nothing is trainable, or the data do not fit.
    public func findLearningRate(
        x: Tensor, y: Tensor, batchSize: Int = 32, from start: Double = 1e-7, to end: Double = 10, steps: Int = 100
    ) throws -> LearningRateSearch {
        let labelled = try LabelledSamples(TensorSamples(x), TargetValues(y, for: compiled().loss))
        return try findLearningRate(labelled, batchSize: batchSize, shuffle: true, seed: nil, start, end, steps)
    }

    private func findLearningRate(
        _ data: LabelledSamples, batchSize: Int, shuffle: Bool, seed: Int?, _ start: Double, _ end: Double, _ steps: Int
    ) throws -> LearningRateSearch {
        guard start > 0, end > start, end.isFinite else {
            throw TransferError.training(
                .invalidSetting(
                    setting: "the range of learning rates", value: "\(start) to \(end)",
                    allowed: "two numbers above 0, the smaller one first"))
        }
        guard steps >= 2 else {
            throw TransferError.training(
                .invalidSetting(setting: "steps", value: "\(steps)", allowed: "a number of at least 2"))
        }
        if Planning.isOn {
            return try plannedSearch(data, batchSize: batchSize, shuffle: shuffle, seed: seed, start, end, steps)
        }
        let sweep = LearningRateSweep(start: start, end: end, steps: steps)
        let snapshot = TrainingSnapshot(self, try compiled().optimizer)
        defer { snapshot.restore() }
        // As many passes through the data as there are steps are enough, the sweep ends them.
        var settings = FitSettings(
            batchSize: batchSize, validationBatchSize: batchSize, epochs: steps, shuffle: shuffle, seed: seed,
            callbacks: [sweep])
        settings.isSilent = true
        _ = try fit(data, validation: nil, settings)
        let search = LearningRateSearch(rates: sweep.rates, losses: sweep.losses, steps: steps)
        search.plot()
        return search
    }
}

extension Model {
    /// A search that was not made: one pass through the steps is noted, and the losses are placeholders.
    private func plannedSearch(
        _ data: LabelledSamples, batchSize: Int, shuffle: Bool, seed: Int?, _ start: Double, _ end: Double, _ steps: Int
    ) throws -> LearningRateSearch {
        let perEpoch = max((data.count + batchSize - 1) / max(batchSize, 1), 1)
        var settings = FitSettings(
            batchSize: batchSize, validationBatchSize: batchSize, epochs: (steps + perEpoch - 1) / perEpoch,
            shuffle: shuffle, seed: seed, stepsPerEpoch: min(steps, perEpoch), callbacks: [])
        settings.isSilent = true
        _ = try fit(data, validation: nil, settings)
        let rates = (0..<steps).map { start * pow(end / start, Double($0) / Double(steps)) }
        return LearningRateSearch(rates: rates, losses: rates.map { _ in Placeholders.loss }, steps: steps)
    }
}

/// Raises the learning rate before each batch, and ends the training when the loss explodes.
final class LearningRateSweep: Callback {
    let start: Double
    let end: Double
    let steps: Int
    private(set) var rates: [Double] = []
    private(set) var losses: [Double] = []
    private var average = 0.0
    private var least = Double.infinity

    init(start: Double, end: Double, steps: Int) {
        self.start = start
        self.end = end
        self.steps = steps
    }

    override var addedMetrics: [String]? { [] }

    override func batchWillBegin(_ batch: Int, _ training: Training) {
        training.learningRate = start * pow(end / start, Double(losses.count) / Double(steps))
    }

    override func batchDidEnd(_ batch: Int, _ training: Training) {
        guard training.batchLoss.isFinite else {
            training.stopTraining = true
            return
        }
        rates.append(training.learningRate)
        losses.append(training.batchLoss)
        average = 0.98 * average + 0.02 * training.batchLoss
        let smoothed = average / (1 - pow(0.98, Double(losses.count)))
        if smoothed > 4 * least || losses.count == steps { training.stopTraining = true }
        least = min(least, smoothed)
    }

    override var memory: CallbackMemory {
        get {
            var numbers: [String: Double] = [:]
            for (step, (rate, loss)) in zip(rates, losses).enumerated() {
                numbers["rate \(step)"] = rate
                numbers["loss \(step)"] = loss
            }
            return CallbackMemory(numbers: numbers)
        }
        set {
            rates = newValue.list("rate")
            losses = newValue.list("loss")
        }
    }
}

extension CallbackMemory {
    /// The numbers that are counted from 0 under a name.
    fileprivate func list(_ name: String) -> [Double] {
        var list: [Double] = []
        while let number = numbers["\(name) \(list.count)"] { list.append(number) }
        return list
    }
}
