import Compute

/// Samples that can be told from others.
///
/// What is said of them before a training does not need the pictures themselves: how these were is noted when they are
/// read, so that a training which is done need not read them once more.
protocol FingerprintedSource: SampleSource {
    /// Takes in everything but pictures that decides the samples' numbers; false if they cannot be told.
    func add(to fingerprint: inout TrainingFingerprint) throws -> Bool
    /// Begins to note how the samples are.
    func beginUse()
    /// Takes in how the samples of the given numbers were, reading those that were not used; false if one was not
    /// always the same.
    func addContents(of indices: [Int], to fingerprint: inout TrainingFingerprint) throws -> Bool
}

extension TensorSamples: FingerprintedSource {
    func add(to fingerprint: inout TrainingFingerprint) -> Bool {
        for tensor in tensors { fingerprint.add(tensor) }
        return true
    }

    func beginUse() {}

    func addContents(of indices: [Int], to fingerprint: inout TrainingFingerprint) -> Bool { true }
}

extension FlowSamples: FingerprintedSource {
    /// A function that prepares pictures has no name, so that prepared pictures are told apart by their numbers; changed
    /// at random, they do not tell what such a function would make of others.
    func add(to fingerprint: inout TrainingFingerprint) throws -> Bool {
        let hasFunction = flow.generator.preprocessing?.isFunction == true
        guard isDeterministic || !hasFunction else { return false }
        fingerprint.add(settings: flow.generator.settings)
        fingerprint.add(settings: flow.generator.statistics)
        fingerprint.add(settings: [isAugmented, flow.shuffle, hasFunction])
        fingerprint.add(settings: flow.generator.preprocessing?.scaling)
        fingerprint.add(settings: [flow.classMode.rawValue])
        fingerprint.add(settings: sampleShapes)
        switch flow.supply {
        case .files(let files): fingerprint.add(settings: files.reading)
        case .tensor(let tensor): fingerprint.add(tensor)
        }
        return true
    }

    func beginUse() {
        flow.prepared.restart()
        if case .files(let files) = flow.supply { files.kept.beginUse() }
    }

    func addContents(of indices: [Int], to fingerprint: inout TrainingFingerprint) throws -> Bool {
        if flow.generator.preprocessing?.isFunction == true {
            try prepare(indices.filter { flow.prepared.digest(of: $0) == nil })
            for index in indices { fingerprint.add(flow.prepared.digest(of: index)) }
            return flow.prepared.isSettled
        }
        guard case .files(let files) = flow.supply else { return true }
        let paths = indices.map { files.paths[$0] }
        guard !files.kept.isUnknown(paths) else { return false }
        files.digest(paths.filter { files.kept.digests.digest(of: $0) == nil })
        for path in paths { fingerprint.add(files.kept.digests.digest(of: path)) }
        return files.kept.digests.isSettled
    }

    /// Prepares pictures only to see what becomes of them; random numbers stay where they are.
    private func prepare(_ indices: [Int]) throws {
        guard !indices.isEmpty else { return }
        let position = RandomState.shared.position
        defer { RandomState.shared.position = position }
        let order = stride(from: 0, to: indices.count, by: flow.batchSize).map {
            Array(indices[$0..<min($0 + flow.batchSize, indices.count)])
        }
        let stream = try FlowSamples(flow: flow, isAugmented: false).batches(order, random: nil)
        defer { stream.cancel() }
        while try stream.next() != nil {}
    }
}

extension PictureFiles {
    /// Notes what is in some files, read on all threads; one that cannot be read is told when it is needed.
    fileprivate func digest(_ paths: [String]) {
        _ = parallelMap(paths.count) {
        } _: { _, index in
            guard let file = try? PictureFile(contentsOf: paths[index]) else { return }
            kept.digests.note(XXH64.digest(file.bytes), of: paths[index])
        }
    }
}
