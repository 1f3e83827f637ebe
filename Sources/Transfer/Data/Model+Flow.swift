extension Model {
    /// Trains on a flow of pictures.
    ///
    /// Throws `TransferError.training` if the model is not compiled, nothing is trainable, or the data do not fit.
    @discardableResult
    public func fit(
        _ data: ImageFlow, epochs: Int = 1, validationData: ImageFlow? = nil, callbacks: [Callback] = []
    ) throws -> History {
        let compilation = try compiled()
        return try fit(
            labelled(data, compilation), validation: validationData.map { try labelled($0, compilation) },
            batchSize: data.batchSize, validationBatchSize: validationData?.batchSize ?? data.batchSize,
            epochs: epochs, shuffle: data.shuffle, seed: data.seed, callbacks: callbacks)
    }

    /// The loss and metrics on a flow of pictures.
    ///
    /// Throws `TransferError.training` if the model is not compiled or the data do not fit.
    public func evaluate(_ data: ImageFlow) throws -> Evaluation {
        let compilation = try compiled()
        let labelled = try labelled(data, compilation)
        return try evaluate(labelled.source, labelled.targets, batchSize: data.batchSize, compilation)
    }

    /// The outputs for all pictures of a flow, in the order of its files, labels and file names: [n, …].
    ///
    /// Throws `TransferError.model` if the pictures do not have the model's input shape.
    public func predict(_ data: ImageFlow) throws -> Tensor {
        try predict(data, batchSize: data.batchSize)
    }

    private func labelled(_ data: ImageFlow, _ compilation: Compilation) throws -> LabelledSamples {
        let wanted: ClassMode = compilation.loss == .categoricalCrossentropy ? .categorical : .sparse
        guard data.classMode == wanted else {
            throw TransferError.training(
                .wrongTargets(
                    loss: compilation.loss.name, expected: "a flow with classMode: .\(wanted)",
                    received: "one with classMode: .\(data.classMode)"))
        }
        // A flow knows its classes' number even when it lacks pictures of the last one.
        try fitting(data).check(classes: data.classNames.count, model: name)
        return LabelledSamples(source: data, targets: try TargetValues(data.targets(), for: compilation.loss))
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
