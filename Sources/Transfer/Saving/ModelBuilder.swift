/// Makes models from what files say of them.
struct ModelBuilder {
    let reading: ModelReading

    /// Makes a model, its weights all 0.
    ///
    /// Throws `TransferError.savedModel` when the description contradicts itself or goes beyond the engine, and
    /// `TransferError.layer` or `.model` where layers do not fit each other.
    func model(kind: String, config: JSONValue) throws -> Model {
        try Initializer.$isLoading.withValue(true) {
            try model(ModelDescription(kind: kind, config: config, reading))
        }
    }

    private func model(_ description: ModelDescription) throws -> Model {
        let model = try description.isSequential ? sequence(description) : functional(description)
        LayerNames.shared.keepFree(model.name)
        if description.isFrozen { model.freeze() }
        return model
    }

    private func layer(_ entry: ModelDescription.Entry) throws -> Layer {
        if ModelDescription.kinds.contains(entry.kind) {
            return try model(ModelDescription(kind: entry.kind, config: entry.config, reading))
        }
        LayerNames.shared.keepFree(entry.name)
        return try LayerKinds.make(settings(entry))
    }

    private func settings(_ entry: ModelDescription.Entry) -> LayerSettings {
        LayerSettings(kind: entry.kind, name: entry.name, values: entry.config, reading: reading)
    }

    private func sequence(_ description: ModelDescription) throws -> Model {
        var layers: [Layer] = []
        for (number, entry) in description.entries.enumerated() {
            let layer = try layer(entry)
            // The first layer may carry the shape of the data in place of an input.
            if number == 0, !(layer is Input), !(layer is Model),
                let shape = try settings(entry).inputShape() ?? inputShape(description)
            {
                layers.append(Input(shape: shape))
            }
            layers.append(layer)
        }
        let made = layers
        return try Sequential(name: description.name) { made }
    }

    private func inputShape(_ description: ModelDescription) throws -> [Int]? {
        guard let shape = description.inputShape else { return reading.inputShape }
        return try LayerSettings(
            kind: "Sequential", name: description.name ?? "sequential", values: ["batch_shape": shape],
            reading: reading
        ).inputShape()
    }

    private func functional(_ description: ModelDescription) throws -> Model {
        var layers: [String: Layer] = [:]
        var calls: [ModelDescription.Reference: ModelDescription.Call] = [:]
        var results: [ModelDescription.Reference: [SymbolicTensor]] = [:]
        for entry in description.entries {
            guard layers[entry.name] == nil else {
                throw reading.invalid("it has two layers named '\(entry.name)'")
            }
            let layer = try layer(entry)
            layers[entry.name] = layer
            if let input = layer as? Input {
                results[key(entry.name, 0)] = [input.symbolicTensor]
            }
            for (number, call) in entry.calls.enumerated() where !call.inputs.isEmpty {
                calls[key(entry.name, number)] = call
            }
        }
        func tensor(_ reference: ModelDescription.Reference) throws -> SymbolicTensor {
            try resolve(key(reference.layer, reference.call), calls, layers, &results)
            guard let found = results[key(reference.layer, reference.call)], found.indices.contains(reference.result)
            else { throw reading.invalid("layer '\(reference.layer)' has no result \(reference.result)") }
            return found[reference.result]
        }
        let inputs = try description.inputs.map(tensor)
        let outputs = try description.outputs.map(tensor)
        return try Model(inputs: inputs, outputs: outputs, name: description.name)
    }

    private func key(_ layer: String, _ call: Int) -> ModelDescription.Reference {
        ModelDescription.Reference(layer: layer, call: call, result: 0)
    }

    /// Makes a call, and before it all that it depends on.
    private func resolve(
        _ wanted: ModelDescription.Reference, _ calls: [ModelDescription.Reference: ModelDescription.Call],
        _ layers: [String: Layer], _ results: inout [ModelDescription.Reference: [SymbolicTensor]]
    ) throws {
        var open = [wanted]
        var begun: Set<ModelDescription.Reference> = []
        while let call = open.last {
            if results[call] != nil {
                open.removeLast()
                continue
            }
            guard let layer = layers[call.layer], let described = calls[call] else {
                throw reading.invalid("there is no call \(call.call) of a layer '\(call.layer)'")
            }
            let inputs = described.inputs
            let missing = inputs.map { key($0.layer, $0.call) }.filter { results[$0] == nil }
            if missing.isEmpty {
                let arguments = try inputs.map { input in
                    guard let found = results[key(input.layer, input.call)], found.indices.contains(input.result) else {
                        throw reading.invalid("layer '\(input.layer)' has no result \(input.result)")
                    }
                    return found[input.result]
                }
                results[call] = try layer.results(arguments, isInference: described.isInference)
                open.removeLast()
            } else {
                guard begun.insert(call).inserted else {
                    throw reading.invalid("layer '\(call.layer)' depends on its own result")
                }
                open += missing
            }
        }
    }
}
