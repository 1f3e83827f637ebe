import Compute

/// A digest of everything that decides what a training comes to; equal digests, equal trainings to the bit.
///
/// Long arrays are taken in by their XXH64, which takes less time than MD5.
struct TrainingFingerprint {
    private var digest = MD5()

    /// Takes in a text, so that neighbouring texts cannot be confused.
    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            add(count: bytes.count)
            digest.update(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Takes in bytes.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        add(count: bytes.count)
        add(XXH64.digest(bytes))
    }

    /// Takes in numbers to the bit.
    mutating func add(_ numbers: [Float]) { numbers.withUnsafeBytes { add($0) } }

    /// Takes in a tensor, its numbers to the bit.
    mutating func add(_ tensor: Tensor) {
        add(settings: tensor.shape)
        add(tensor.values)
    }

    /// Takes in the digest of something; none is told from any.
    mutating func add(_ part: UInt64?) {
        withUnsafeBytes(of: (part ?? 0).littleEndian) { digest.update($0) }
        add(count: part == nil ? 0 : 1)
    }

    /// Takes in class numbers.
    mutating func add(_ numbers: [Int32]) {
        numbers.withUnsafeBytes { add($0) }
    }

    /// Takes in a value made of enumerations, structures and numbers alone, which its reflection tells apart.
    mutating func add(settings value: some Hashable) { add(String(reflecting: value)) }

    private mutating func add(count: Int) {
        withUnsafeBytes(of: UInt64(count).littleEndian) { digest.update($0) }
    }

    /// Ends the message and gives its digest in hexadecimal.
    mutating func finalize() -> String { digest.finalize() }
}

extension TrainingFingerprint {
    /// Takes in a model: its layers' settings, which of them are frozen, their rates, what is computed of what, and the
    /// weights' digests.
    ///
    /// Throws `TransferError.savedModel` if a layer's doing is code of the user's own.
    mutating func add(_ model: Model, _ digests: ArrayDigests) throws {
        add(JSONValue.object(try model.kerasDescription(legacy: false)).description)
        add(settings: [model.learningRateMultiplier] + model.allLayers.map(\.learningRateMultiplier))
        add(settings: model.keepsFrozenResults)
        let numbers = Dictionary(
            model.parameters.enumerated().map { (ObjectIdentifier($1), $0) }, uniquingKeysWith: { first, _ in first })
        for node in try model.builtNetwork().graph().nodes {
            add(
                String(
                    reflecting: (
                        node.operation, node.inputs, node.shape, node.isTrainable, node.isInference, node.penalties
                    )))
            add(settings: node.parameters.map { numbers[ObjectIdentifier($0)] })
        }
        for (parameter, digest) in zip(model.parameters, digests.weights) {
            add(settings: parameter.shape)
            add(digest)
        }
    }

    /// Takes in what `compile` has set, and what the optimizer remembers; false if that cannot be told.
    mutating func add(_ compilation: Compilation, _ digests: ArrayDigests) -> Bool {
        let optimizer = compilation.optimizer
        // At the end averages take the places of all weights that the optimizer has seen, also of other models.
        guard let schedule = optimizer.schedule.keras, !optimizer.settings.useEMA else { return false }
        add(optimizer.name)
        add(schedule.description)
        add(settings: optimizer.changedRate)
        add(settings: optimizer.rule)
        add(settings: optimizer.settings)
        add(settings: optimizer.iterations)
        add(settings: digests.momentumProduct)
        for (position, arrays) in digests.memory.sorted(by: { $0.key < $1.key }) {
            add(settings: [position, arrays.count])
            for digest in arrays { add(digest) }
        }
        add(settings: compilation.losses)
        add(settings: compilation.lossWeights)
        add(settings: compilation.metrics)
        add(settings: compilation.outputNames)
        return true
    }

    /// Takes in samples, but for their pictures, and what should be predicted of them; false if they cannot be told.
    mutating func add(_ data: LabelledSamples) throws -> Bool {
        guard let source = data.source as? any FingerprintedSource else { return false }
        for target in data.targets {
            switch target {
            case .classes(let numbers):
                add("classes")
                add(numbers)
            case .values(let values, let count):
                add("values of \(count)")
                add(values)
            }
        }
        if let weights = data.weights { add(weights) } else { add("no weights") }
        return try source.add(to: &self)
    }
}
