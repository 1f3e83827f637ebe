import Foundation

extension Model {
    /// Trains on a tensor of samples and their targets: one-hot, or class numbers with a sparse loss.
    ///
    /// `validationSplit` sets the last fraction of the samples, before any shuffling, aside for validation. Throws
    /// `TransferError.training` if the model is not compiled, nothing is trainable, or the data do not fit.
    @discardableResult
    public func fit(
        x: Tensor, y: Tensor, batchSize: Int = 32, epochs: Int = 1, shuffle: Bool = true,
        validationSplit: Double = 0, validationData: (Tensor, Tensor)? = nil, callbacks: [Callback] = []
    ) throws -> History {
        let compilation = try compiled()
        guard validationSplit >= 0, validationSplit < 1 else {
            throw TransferError.training(
                .invalidSetting(
                    setting: "validationSplit", value: "\(validationSplit)",
                    allowed: "a fraction of at least 0 and below 1"))
        }
        guard x.shape.first == y.shape.first else {
            throw TransferError.training(
                .unequalCounts(inputs: x.shape.first ?? 0, targets: y.shape.first ?? 0))
        }
        func labelled(_ x: Tensor, _ y: Tensor) throws -> LabelledSamples {
            LabelledSamples(source: TensorSamples(x), targets: try TargetValues(y, for: compilation.loss))
        }
        let count = x.shape.first ?? 0
        let kept = validationData == nil ? Int(Double(count) * (1 - validationSplit)) : count
        let validation: LabelledSamples? =
            if let validationData {
                try labelled(validationData.0, validationData.1)
            } else if kept < count {
                try labelled(x.samples(kept..<count), y.samples(kept..<count))
            } else {
                nil
            }
        return try fit(
            labelled(x.samples(0..<kept), y.samples(0..<kept)), validation: validation, batchSize: batchSize,
            validationBatchSize: batchSize, epochs: epochs, shuffle: shuffle, callbacks: callbacks)
    }

    func fit(
        _ data: LabelledSamples, validation: LabelledSamples?, batchSize: Int, validationBatchSize: Int, epochs: Int,
        shuffle: Bool, seed: Int? = nil, callbacks: [Callback]
    ) throws -> History {
        let compilation = try compiled()
        for (setting, value) in [("batchSize", batchSize), ("epochs", epochs)] where value < 1 {
            throw TransferError.training(
                .invalidSetting(setting: setting, value: "\(value)", allowed: "a number of at least 1"))
        }
        for part in [data, validation].compactMap({ $0 }) {
            try check(part.targets, of: part.source, fitting(part.source))
        }
        return try FitLoop(
            self, compilation, data: data, validation: validation, batchSize: batchSize,
            validationBatchSize: validationBatchSize, epochs: epochs,
            order: EpochOrder(shuffle: shuffle, seed: seed), callbacks: callbacks
        ).run()
    }
}
