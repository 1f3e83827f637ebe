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

extension FlowSamples: FingerprintedSource {
    /// A function that prepares pictures has no name, so that prepared pictures are told apart by their numbers; changed
    /// at random, they do not tell what such a function would make of others.
    func add(to fingerprint: inout TrainingFingerprint) throws -> Bool {
        guard isDeterministic || flow.generator.preprocessing == nil else { return false }
        fingerprint.add(settings: flow.generator.settings)
        fingerprint.add(settings: flow.generator.statistics)
        fingerprint.add(settings: [isAugmented, flow.shuffle])
        fingerprint.add(settings: [flow.classMode.rawValue])
        fingerprint.add(settings: sampleShapes)
        let plain = FlowSamples(flow: flow, isAugmented: false)
        let stream = try plain.batches(plain.order(batchSize: flow.batchSize), random: nil)
        defer { stream.cancel() }
        while let batch = try stream.next() {
            for values in batch.values { fingerprint.add(values) }
        }
        return true
    }
}
