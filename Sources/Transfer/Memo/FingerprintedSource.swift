/// Samples that can be told from others.
protocol FingerprintedSource {
    /// Takes in everything that decides the samples' numbers; false if that cannot be told.
    func add(to fingerprint: inout TrainingFingerprint) throws -> Bool
}

extension TensorSamples: FingerprintedSource {
    func add(to fingerprint: inout TrainingFingerprint) -> Bool {
        for tensor in tensors {
            fingerprint.add(settings: tensor.shape)
            fingerprint.add(tensor.values)
        }
        return true
    }
}

extension ImageFlow: FingerprintedSource {
    /// A function that prepares pictures has no name, so that the prepared pictures themselves are told apart.
    func add(to fingerprint: inout TrainingFingerprint) throws -> Bool {
        guard isDeterministic else { return false }
        fingerprint.add(settings: sampleShapes)
        for start in stride(from: 0, to: count, by: batchSize) {
            for values in try samples(Array(start..<min(start + batchSize, count))) { fingerprint.add(values) }
        }
        return true
    }
}
