import Foundation

extension Model {
    /// Trains on a tensor of samples and their targets: one-hot, class numbers with a sparse loss, or whatever numbers
    /// the loss compares.
    ///
    /// `validationSplit` sets the last fraction of the samples, before any shuffling, aside for validation. A sample's
    /// loss is multiplied by its class' weight (1 for classes not named) and its own. `initialEpoch` is where an earlier
    /// training ended; `stepsPerEpoch` ends an epoch after so many batches. Throws `TransferError.training` if the model
    /// is not compiled, nothing is trainable, the data do not fit, or the loss is no longer a number.
    @discardableResult
    public func fit(
        x: Tensor, y: Tensor, batchSize: Int = 32, epochs: Int = 1, shuffle: Bool = true,
        validationSplit: Double = 0, validationData: (Tensor, Tensor)? = nil, classWeight: [Int: Double]? = nil,
        sampleWeight: [Float]? = nil, initialEpoch: Int = 0, stepsPerEpoch: Int? = nil, callbacks: [Callback] = []
    ) throws -> History {
        try fit(
            x: [x], y: [y], batchSize: batchSize, epochs: epochs, shuffle: shuffle, validationSplit: validationSplit,
            validationData: validationData.map { ([$0.0], [$0.1]) }, classWeight: classWeight,
            sampleWeight: sampleWeight, initialEpoch: initialEpoch, stepsPerEpoch: stepsPerEpoch, callbacks: callbacks)
    }

    /// The same for a model of several inputs and one output: a tensor of samples for each input.
    ///
    /// Throws `TransferError.training` if the model is not compiled, nothing is trainable, the data do not fit, or the
    /// loss is no longer a number.
    @discardableResult
    public func fit(
        x: [Tensor], y: Tensor, batchSize: Int = 32, epochs: Int = 1, shuffle: Bool = true,
        validationSplit: Double = 0, validationData: ([Tensor], Tensor)? = nil, classWeight: [Int: Double]? = nil,
        sampleWeight: [Float]? = nil, initialEpoch: Int = 0, stepsPerEpoch: Int? = nil, callbacks: [Callback] = []
    ) throws -> History {
        try fit(
            x: x, y: [y], batchSize: batchSize, epochs: epochs, shuffle: shuffle, validationSplit: validationSplit,
            validationData: validationData.map { ($0, [$1]) }, classWeight: classWeight, sampleWeight: sampleWeight,
            initialEpoch: initialEpoch, stepsPerEpoch: stepsPerEpoch, callbacks: callbacks)
    }

    /// The same for a model of several inputs or outputs: a tensor of samples for each input, and targets for each
    /// output.
    ///
    /// Throws `TransferError.training` if the model is not compiled, nothing is trainable, the data do not fit, or the
    /// loss is no longer a number.
    @discardableResult
    public func fit(
        x: [Tensor], y: [Tensor], batchSize: Int = 32, epochs: Int = 1, shuffle: Bool = true,
        validationSplit: Double = 0, validationData: ([Tensor], [Tensor])? = nil, classWeight: [Int: Double]? = nil,
        sampleWeight: [Float]? = nil, initialEpoch: Int = 0, stepsPerEpoch: Int? = nil, callbacks: [Callback] = []
    ) throws -> History {
        let compilation = try compiled()
        guard validationSplit >= 0, validationSplit < 1 else {
            throw TransferError.training(
                .invalidSetting(
                    setting: "validationSplit", value: "\(validationSplit)",
                    allowed: "a fraction of at least 0 and below 1"))
        }
        let count = try TensorSamples(x).count
        for tensor in y where tensor.shape.first ?? 0 != count {
            throw TransferError.training(.unequalCounts(inputs: count, targets: tensor.shape.first ?? 0))
        }
        let kept = validationData == nil ? Int(Double(count) * (1 - validationSplit)) : count
        func labelled(_ range: Range<Int>, classWeight: [Int: Double]? = nil) throws -> LabelledSamples {
            try LabelledSamples(
                TensorSamples(x.map { try $0.samples(range) }),
                targetValues(y.map { try $0.samples(range) }, compilation),
                sampleWeight: sampleWeight.map { $0.count == count ? Array($0[range]) : $0 }, classWeight: classWeight)
        }
        let validation: LabelledSamples? =
            if let validationData {
                try LabelledSamples(
                    TensorSamples(validationData.0), targetValues(validationData.1, compilation))
            } else if kept < count {
                try labelled(kept..<count)
            } else {
                nil
            }
        let training = try labelled(0..<kept, classWeight: classWeight)
        if let validation, validationData == nil { training.warnOfMissingClasses(heldOut: validation, compilation) }
        return try fit(
            training, validation: validation,
            FitSettings(
                batchSize: batchSize, validationBatchSize: batchSize, epochs: epochs, initialEpoch: initialEpoch,
                shuffle: shuffle, stepsPerEpoch: stepsPerEpoch, callbacks: callbacks))
    }

    func fit(_ data: LabelledSamples, validation: LabelledSamples?, _ settings: FitSettings) throws -> History {
        let compilation = try compiled()
        try requirePositive("batchSize", settings.batchSize)
        try requirePositive("epochs", settings.epochs)
        if let steps = settings.stepsPerEpoch { try requirePositive("stepsPerEpoch", steps) }
        guard settings.initialEpoch >= 0, settings.initialEpoch <= settings.epochs else {
            throw TransferError.training(
                .invalidSetting(
                    setting: "initialEpoch", value: "\(settings.initialEpoch)",
                    allowed: "a number from 0 to epochs (\(settings.epochs)), which counts the epochs before, too"))
        }
        for part in [data, validation].compactMap({ $0 }) {
            guard part.count > 0 else { throw TransferError.training(.noSamples) }
        }
        try check(data, fitting(data.source), compilation)
        if let validation {
            try data.check(validation: validation)
            try check(validation, fitting(validation.source), compilation)
        }
        try compilation.optimizer.begin(self)
        var settings = settings
        // A search ends by itself, and needs its epochs and steps to find anything.
        if !settings.isSilent {
            settings.epochs = QuickFactor.lastEpoch(settings.epochs, from: settings.initialEpoch)
            settings.stepsPerEpoch = settings.stepsPerEpoch.map(QuickFactor.scaled)
        }
        let loop = FitLoop(self, compilation, data: data.thinned(), validation: validation?.thinned(), settings)
        return try Planning.current.map(loop.plan) ?? loop.run()
    }
}
