extension Model {
    /// Trains on a flow of pictures.
    ///
    /// A picture's loss is multiplied by its class' weight (1 for classes not named). `initialEpoch` is where an earlier
    /// training ended; `stepsPerEpoch` ends an epoch after so many batches. Throws `TransferError.training` if the model
    /// is not compiled, nothing is trainable, the data do not fit, or the loss is no longer a number.
    @discardableResult
    public func fit(
        _ data: ImageFlow, epochs: Int = 1, validationData: ImageFlow? = nil, classWeight: [Int: Double]? = nil,
        initialEpoch: Int = 0, stepsPerEpoch: Int? = nil, callbacks: [Callback] = []
    ) throws -> History {
        let compilation = try compiled()
        return try fit(
            labelled(data, compilation, classWeight: classWeight),
            validation: validationData.map { try labelled($0, compilation) },
            FitSettings(
                batchSize: data.batchSize, validationBatchSize: validationData?.batchSize ?? data.batchSize,
                epochs: epochs, initialEpoch: initialEpoch, shuffle: data.shuffle, seed: data.seed,
                stepsPerEpoch: stepsPerEpoch, callbacks: callbacks))
    }

    /// The loss and metrics on a flow of pictures.
    ///
    /// Throws `TransferError.training` if the model is not compiled or the data do not fit.
    public func evaluate(_ data: ImageFlow) throws -> Evaluation {
        let compilation = try compiled()
        return try evaluate(labelled(data, compilation), batchSize: data.batchSize, compilation)
    }

    /// The outputs for all pictures of a flow, in the order of its files, labels and file names: [n, …].
    ///
    /// Throws `TransferError.model` if the pictures do not have the model's input shape.
    public func predict(_ data: ImageFlow) throws -> Tensor {
        try predict(data, batchSize: data.batchSize)
    }

    func labelled(
        _ data: ImageFlow, _ compilation: Compilation, classWeight: [Int: Double]? = nil
    ) throws -> LabelledSamples {
        guard compilation.losses.count == 1 else {
            throw TransferError.model(.severalOutputs(model: name, count: compilation.losses.count))
        }
        let loss = compilation.loss
        let wanted: ClassMode = loss.kind == .categoricalCrossentropy ? .categorical : .sparse
        guard loss.kind == .hinge || loss.kind == .binaryCrossentropy || !loss.isOfClasses || data.classMode == wanted
        else {
            throw TransferError.training(
                .wrongTargets(
                    loss: loss.name, expected: "a flow with classMode: .\(wanted)",
                    received: "one with classMode: .\(data.classMode)"))
        }
        // A flow knows its classes' number even when it lacks pictures of the last one.
        let isSingle = data.classMode == .sparse && !loss.isSparse
        try fitting(data).check(classes: isSingle ? 1 : data.classNames.count, model: name)
        return try LabelledSamples(data, TargetValues(data.targets(), for: loss), classWeight: classWeight)
    }
}

extension Network {
    fileprivate func check(classes: Int, model: String) throws {
        guard output.itemShape == [classes] else {
            throw TransferError.training(
                .wrongClassCount(model: model, outputs: output.itemShape, classes: classes))
        }
    }
}
