extension Model {
    /// Trains on a flow of pictures, changed at random if its generator does so; validation data stay as they are.
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
        let training = try labelled(data, compilation, isAugmented: true, classWeight: classWeight)
        if let validationData { try data.check(validation: validationData, compilation.loss) }
        return try fit(
            training, validation: validationData.map { try labelled($0, compilation) },
            FitSettings(
                batchSize: data.batchSize, validationBatchSize: validationData?.batchSize ?? data.batchSize,
                epochs: epochs, initialEpoch: initialEpoch, shuffle: data.shuffle, seed: data.seed,
                stepsPerEpoch: stepsPerEpoch, callbacks: callbacks))
    }

    /// The loss and metrics on a flow of pictures, not changed at random.
    ///
    /// Throws `TransferError.training` if the model is not compiled or the data do not fit.
    public func evaluate(_ data: ImageFlow) throws -> Evaluation {
        let compilation = try compiled()
        return try evaluate(labelled(data, compilation), batchSize: data.batchSize, compilation)
    }

    /// The outputs for all pictures of a flow, not changed at random, in the order of its files, labels and file names:
    /// [n, …].
    ///
    /// Throws `TransferError.model` if the pictures do not have the model's input shape.
    public func predict(_ data: ImageFlow) throws -> Tensor {
        try predict(FlowSamples(flow: data, isAugmented: false), batchSize: data.batchSize)
    }

    func labelled(
        _ data: ImageFlow, _ compilation: Compilation, isAugmented: Bool = false, classWeight: [Int: Double]? = nil
    ) throws -> LabelledSamples {
        guard compilation.losses.count == 1 else {
            throw TransferError.model(.severalOutputs(model: name, count: compilation.losses.count))
        }
        let loss = compilation.loss
        let samples = FlowSamples(flow: data, isAugmented: isAugmented)
        let network = try fitting(samples)
        if data.isAssumed, network.output.itemShape.count == 1 { data.assume(classCount: network.output.itemShape[0]) }
        switch data.classMode {
        case .none: throw TransferError.imageData(.noTargets)
        case .input:
            let isOfNumbers = !loss.isOfClasses || loss.kind == .binaryCrossentropy
            guard isOfNumbers, network.output.itemShape == data.imageShape else {
                throw TransferError.training(
                    .wrongTargets(
                        loss: loss.name,
                        expected: "an output of the pictures' shape \(data.imageShape) and a loss of numbers",
                        received: "the shape \(network.output.itemShape)"))
            }
            return try LabelledSamples(samples, [], classWeight: classWeight)
        case .binary, .categorical, .sparse: break
        }
        if data.givenTargets == nil { try check(data.classMode, loss) }
        // A flow knows its classes' number even when it lacks pictures of the last one.
        if data.givenTargets == nil || loss.isSparse {
            let isSingle = data.classMode == .binary || data.classMode == .sparse && !loss.isSparse
            try network.check(classes: isSingle ? 1 : data.classNames.count, model: name)
        }
        return try LabelledSamples(samples, TargetValues(data.targets(), for: loss), classWeight: classWeight)
    }

    private func check(_ mode: ClassMode, _ loss: LossFunction) throws {
        let wanted: ClassMode = loss.kind == .categoricalCrossentropy ? .categorical : .sparse
        guard loss.kind == .hinge || loss.kind == .binaryCrossentropy || !loss.isOfClasses || mode == wanted else {
            throw TransferError.training(
                .wrongTargets(
                    loss: loss.name, expected: "a flow with classMode: .\(wanted)",
                    received: "one with classMode: .\(mode)"))
        }
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
