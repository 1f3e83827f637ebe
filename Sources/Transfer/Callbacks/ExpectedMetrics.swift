/// The names of an epoch's numbers, as far as they are known before the training begins.
struct ExpectedMetrics {
    /// The names known.
    let names: [String]
    /// Whether a callback of the user's own may add others.
    let isOpen: Bool

    /// The numbers that a callback finds at the end of each epoch, or of a batch.
    init(_ training: Training, for callback: Callback, atBatches: Bool = false) {
        let compilation = training.compilation
        let own = ["loss"] + compilation.lossNames + compilation.metricNames.joined()
        var names = own
        if !atBatches {
            if training.hasValidation { names += own.map { "val_" + $0 } }
            let earlier = training.callbacks.prefix { $0 !== callback }
            for name in earlier.compactMap(\.addedMetrics).joined() where !names.contains(name) { names.append(name) }
        }
        self.names = names
        isOpen = training.callbacks.contains { $0.addedMetrics == nil }
    }

    /// Throws `TransferError.training` for a name that no number will have.
    func check(_ name: String) throws {
        guard isOpen || names.contains(name) else {
            throw TransferError.training(.unknownMonitor(monitor: name, known: names))
        }
    }
}
