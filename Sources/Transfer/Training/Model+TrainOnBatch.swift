import Compute

extension Model {
    /// Changes the weights once, along the gradient on one batch, and returns the loss and metrics before the change.
    ///
    /// Throws `TransferError.training` if the model is not compiled, nothing is trainable, or the data do not fit.
    @discardableResult
    public func trainOnBatch(
        x: Tensor, y: Tensor, sampleWeight: [Float]? = nil, classWeight: [Int: Double]? = nil
    ) throws -> Evaluation {
        try trainOnBatch(x: [x], y: [y], sampleWeight: sampleWeight, classWeight: classWeight)
    }

    /// The same for samples given as a tensor for each input, with targets for each output.
    ///
    /// Throws `TransferError.training` if the model is not compiled, nothing is trainable, or the data do not fit.
    @discardableResult
    public func trainOnBatch(
        x: [Tensor], y: [Tensor], sampleWeight: [Float]? = nil, classWeight: [Int: Double]? = nil
    ) throws -> Evaluation {
        let compilation = try compiled()
        let data = try LabelledSamples(
            TensorSamples(x), targetValues(y, compilation), sampleWeight: sampleWeight,
            classWeight: classWeight)
        let network = try fitting(data.source)
        try check(data, network, compilation)
        let trainingPlans = try TrainingPlans(self, network.graph(), compilation.losses)
        if let planning = Planning.current {
            try planStep(data, trainingPlans, compilation, planning)
            return try plannedEvaluation(compilation)
        }
        try compilation.optimizer.begin(self)
        let multipliers = try learningRateMultipliers()
        let indices = Array(0..<data.count)
        var tally = try EpochTally(self, compilation)
        guard let batch = try trainingPlans.inputs(data.source).batches([indices], random: nil).next() else {
            throw TransferError.training(.noSamples)
        }
        let loss = try step(
            trainingPlans.training(batchSize: data.count), batch.values, data.labels(indices, batch), compilation,
            RandomState.shared.nextStream(), &tally.counters
        ) { compilation.optimizer.step($0, multipliers: multipliers) }
        tally.add(loss, count: data.count)
        return tally.evaluation
    }
}
