import Compute

extension FitLoop {
    /// Names this training by everything that decides what it comes to; nil if that cannot be told.
    func fingerprint() -> String? {
        let names = callbacks.map(\.fingerprint)
        guard !names.contains(nil) else { return nil }
        do {
            var fingerprint = TrainingFingerprint()
            fingerprint.add(settings: names)
            let random = RandomState.shared.position
            fingerprint.add(settings: [random.seed, random.handedOut])
            fingerprint.add(settings: QuickFactor.current)
            fingerprint.add(settings: Threads.count)
            fingerprint.add(settings: [settings.batchSize, settings.validationBatchSize, training.epochs])
            fingerprint.add(settings: [settings.initialEpoch, settings.seed, settings.stepsPerEpoch])
            fingerprint.add(settings: [settings.shuffle, settings.isSilent, validation != nil])
            guard fingerprint.add(compilation, of: model) else { return nil }
            try fingerprint.add(model)
            for part in [data, validation].compactMap({ $0 }) {
                guard try fingerprint.add(part) else { return nil }
            }
            return fingerprint.finalize()
        } catch {
            // What cannot be described is trained; what is wrong with it, training will say.
            return nil
        }
    }
}

extension Callback {
    /// Tells the callback from those that do something else; nil for one of the user's own, and for one that leaves
    /// files behind.
    var fingerprint: String? {
        (self as? any FingerprintedCallback)?.settings
    }
}

/// A callback whose settings decide all that it does.
protocol FingerprintedCallback: Callback {
    /// The callback's kind and settings.
    var settings: String { get }
}

extension TerminateOnNaN: FingerprintedCallback {
    var settings: String { "TerminateOnNaN" }
}

extension EarlyStopping: FingerprintedCallback {
    var settings: String {
        "EarlyStopping \(metric) \(patience) \(String(describing: baseline)) \(restoreBestWeights) \(startFromEpoch)"
    }
}

extension ReduceLROnPlateau: FingerprintedCallback {
    var settings: String { "ReduceLROnPlateau \(metric) \(factor) \(patience) \(cooldown) \(minimumRate)" }
}

extension LearningRateCycle: FingerprintedCallback {
    var settings: String { "LearningRateCycle \(maximum) \(warmupFraction) \(divisor)" }
}

extension LearningRateSweep: FingerprintedCallback {
    var settings: String { "LearningRateSweep \(start) \(end) \(steps)" }
}
