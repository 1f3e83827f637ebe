import Compute

/// What an optimizer remembers, as the arrays of a file in Keras' order: how many batches it has seen, a constant
/// learning rate, then its memory of the weights.
struct OptimizerArrays {
    /// One array.
    struct Entry {
        /// What the array is called, in files of HDF5.
        let name: String
        let shape: [Int]
        let values: [Float]
    }

    /// How many batches have been seen.
    let iterations: Int
    /// The arrays after that number.
    let entries: [Entry]

    /// The memory of a model's optimizer for the weights that are trainable now.
    init(_ optimizer: Optimizer, of model: Model) {
        let weights = Self.trained(model)
        let memory = optimizer.state.completeMemory(of: weights.map(\.parameter))
        let name = LayerNames.snakeCase(optimizer.name)
        var entries: [Entry] = []
        if optimizer.hasConstantRate {
            entries.append(Entry(name: "\(name)/learning_rate", shape: [], values: [Float(optimizer.learningRate)]))
        }
        for group in OptimizerSlots(optimizer).groups {
            for (position, weight) in weights.enumerated() {
                for slot in group {
                    let path = weight.name.replacing("/", with: "_")
                    entries.append(
                        Entry(
                            name: "\(name)/\(path)_\(slot.name)", shape: weight.parameter.shape,
                            values: memory.arrays[position]?[slot.index] ?? []))
                }
            }
        }
        if case .nadam = optimizer.rule {
            entries.append(Entry(name: "\(name)/u_product", shape: [], values: [memory.momentumProduct]))
        }
        iterations = memory.iterations
        self.entries = entries
    }

    /// The arrays found in a file, the number of batches first.
    init?(_ entries: [Entry]) {
        guard let first = entries.first, first.shape.isEmpty, let count = first.values.first,
            let iterations = Int(exactly: count), iterations >= 0
        else { return nil }
        self.iterations = iterations
        self.entries = Array(entries.dropFirst())
    }

    /// The weights that training changes now, in Keras' order, with their names.
    private static func trained(_ model: Model) -> [NamedWeights] {
        var seen: Set<ObjectIdentifier> = []
        return NamedWeights.leaves(of: model).filter(\.layer.trainable).flatMap { path, layer in
            layer.trainableParameters.map { NamedWeights(name: "\(path)/\($0.name)", parameter: $0) }
        }.filter { seen.insert(ObjectIdentifier($0.parameter)).inserted }
    }

    /// Lets an optimizer go on from here; returns whether the arrays fit it and the model's weights.
    func restore(_ optimizer: Optimizer, of model: Model) -> Bool {
        let parameters = Self.trained(model).map(\.parameter)
        let slots = OptimizerSlots(optimizer)
        // Older versions do not keep the learning rate here.
        let body = entries.filter { !["learning_rate", "lr"].contains($0.lastName) }
        let arrays = body.first?.isNumbered == true && optimizer.hasConstantRate ? Array(body.dropFirst()) : body
        guard let found = slots.sorted(arrays, shapes: parameters.map(\.shape)) else { return false }
        var product: Float = 1
        if case .nadam = optimizer.rule { product = arrays.last { $0.shape.isEmpty }?.values.first ?? 1 }
        let memory = UpdateState.Memory(
            iterations: iterations, momentumProduct: product,
            arrays: Dictionary(uniqueKeysWithValues: found.enumerated().map { ($0, $1) }))
        if optimizer.state.restore(memory, of: parameters) { return true }
        optimizer.state.reset()
        return false
    }
}

extension OptimizerArrays.Entry {
    /// The name's last part without any `:0`.
    fileprivate var lastName: String {
        String((name.split(separator: "/").last ?? "").prefix { $0 != ":" })
    }

    /// Whether the file only numbers its arrays.
    fileprivate var isNumbered: Bool { Int(name) != nil }
}
