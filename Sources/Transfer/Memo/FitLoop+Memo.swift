import Compute

extension FitLoop {
    /// What tells this training, which has not begun, from others; nil if that cannot be told.
    func identity() -> TrainingIdentity? {
        let names = callbacks.map(\.fingerprint)
        let parts = [data, validation].compactMap { $0 }
        let sources = parts.compactMap { $0.source as? any FingerprintedSource }
        guard !names.contains(nil), sources.count == parts.count else { return nil }
        do {
            var fingerprint = TrainingFingerprint()
            fingerprint.add(settings: names)
            // One that is given twice counts everything twice.
            fingerprint.add(settings: callbacks.map { callback in callbacks.firstIndex { $0 === callback } })
            let random = RandomState.shared.position
            fingerprint.add(settings: [random.seed, random.handedOut])
            fingerprint.add(settings: QuickFactor.current)
            fingerprint.add(settings: Threads.count)
            fingerprint.add(settings: [settings.batchSize, settings.validationBatchSize, training.epochs])
            fingerprint.add(settings: [settings.initialEpoch, settings.seed, settings.stepsPerEpoch])
            fingerprint.add(settings: [settings.shuffle, settings.isSilent, validation != nil])
            let arrays = ArrayDigests(model, compilation.optimizer)
            guard fingerprint.add(compilation, arrays) else { return nil }
            try fingerprint.add(model, arrays)
            for part in parts {
                guard try fingerprint.add(part) else { return nil }
            }
            for source in sources { source.beginUse() }
            return TrainingIdentity(outline: fingerprint.finalize(), arrays: arrays, sources: sources)
        } catch {
            // What cannot be described is trained; what is wrong with it, training will say.
            return nil
        }
    }
}

/// What tells a training from others.
struct TrainingIdentity {
    /// The digest of everything but pictures.
    let outline: String
    /// What the arrays were like before.
    let arrays: ArrayDigests
    fileprivate let sources: [any FingerprintedSource]

    /// The digest of the pictures as the training used them or, before that, would; nil if that cannot be told, or one
    /// was not always the same.
    func contents() -> String? {
        var fingerprint = TrainingFingerprint()
        for source in sources {
            let isTold = try? source.addContents(of: Array(0..<source.count), to: &fingerprint)
            guard isTold == true else { return nil }
        }
        return fingerprint.finalize()
    }
}
