import Compute

/// A digest of everything that decides what a training comes to; equal digests, equal trainings to the bit.
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

    /// Takes in numbers to the bit.
    mutating func add(_ numbers: UnsafeBufferPointer<Float>) {
        add(count: numbers.count)
        digest.update(UnsafeRawBufferPointer(numbers))
    }

    /// Takes in numbers to the bit.
    mutating func add(_ numbers: [Float]) { numbers.withUnsafeBufferPointer { add($0) } }

    /// Takes in class numbers.
    mutating func add(_ numbers: [Int32]) {
        add(count: numbers.count)
        numbers.withUnsafeBytes { digest.update($0) }
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
    /// Takes in a model: its layers' settings, which of them are frozen, their rates and their weights.
    ///
    /// Throws `TransferError.savedModel` if a layer's doing is code of the user's own.
    mutating func add(_ model: Model) throws {
        add(JSONValue.object(try model.kerasDescription(legacy: false)).description)
        add(settings: [model.learningRateMultiplier] + model.allLayers.map(\.learningRateMultiplier))
        add(settings: model.keepsFrozenResults)
        for parameter in model.parameters {
            add(settings: parameter.shape)
            parameter.read { add($0) }
        }
    }

    /// Takes in what `compile` has set, and what the optimizer remembers; false if that cannot be told.
    mutating func add(_ compilation: Compilation, of model: Model) -> Bool {
        let optimizer = compilation.optimizer
        // At the end averages take the places of all weights that the optimizer has seen, also of other models.
        guard let schedule = optimizer.schedule.keras, !optimizer.settings.useEMA else { return false }
        let memory = optimizer.state.memory(of: model.parameters)
        add(optimizer.name)
        add(schedule.description)
        add(settings: optimizer.changedRate)
        add(settings: optimizer.rule)
        add(settings: optimizer.settings)
        add(settings: memory.iterations)
        add(settings: memory.momentumProduct)
        for (position, arrays) in memory.arrays.sorted(by: { $0.key < $1.key }) {
            add(settings: [position, arrays.count])
            for array in arrays { add(array) }
        }
        add(settings: compilation.losses)
        add(settings: compilation.lossWeights)
        add(settings: compilation.metrics)
        add(settings: compilation.outputNames)
        return true
    }

    /// Takes in samples and what should be predicted of them; false if they cannot be told.
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
