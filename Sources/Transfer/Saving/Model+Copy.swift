import Compute

extension Model {
    /// A model like this one with layers and weights of its own, also within models within it; it is not compiled.
    ///
    /// Names, and which layers are frozen, are the same. Throws `TransferError.layer` if a layer's setting is not allowed.
    public func copy() throws -> Model {
        let copy = try structure()
        // In a dry run all weights are 0, and take no memory as long as nobody looks at them.
        if !Planning.isOn {
            for (own, original) in zip(copy.listedParameters, listedParameters) { own.values = original.values }
        }
        copy.learningRateMultiplier = learningRateMultiplier
        return copy
    }

    /// A model of copies of the layers, whose weights begin anew.
    private func structure() throws -> Model {
        try Initializer.$isLoading.withValue(true) {
            if self is Sequential {
                let inputs = network?.inputs.map(\.call.layer) ?? []
                let all = try (inputs + layers).map { try $0.copied() }
                return try Sequential(name: name) { all }
            }
            return try functionalStructure()
        }
    }

    private func functionalStructure() throws -> Model {
        let network = try builtNetwork()
        var layers: [ObjectIdentifier: Layer] = [:]
        var results: [ObjectIdentifier: [SymbolicTensor]] = [:]
        func copy(of tensor: SymbolicTensor) -> SymbolicTensor? { results[tensor.call.identity]?[tensor.index] }
        for call in network.calls where results[call.identity] == nil {
            let layer = try layers[ObjectIdentifier(call.layer)] ?? call.layer.copied()
            layers[ObjectIdentifier(call.layer)] = layer
            if let input = layer as? Input {
                results[call.identity] = [input.symbolicTensor]
            } else {
                results[call.identity] = try layer.results(
                    call.inputs.compactMap(copy), isInference: call.isInference)
            }
        }
        return try Model(
            inputs: network.inputs.compactMap(copy), outputs: network.outputs.compactMap(copy), name: name)
    }
}

extension Layer {
    /// A layer of the same settings, without weights if it is no model.
    fileprivate func copied() throws -> Layer {
        if let model = self as? Model { return try model.copy() }
        if let lambda = self as? Lambda { return lambda.sharingFunction() }
        guard let layer = self as? any ConfigurableLayer else {
            throw TransferError.savedModel(.notDescribable(layer: name, kind: kind))
        }
        let copy = try LayerKinds.make(
            LayerSettings(kind: kind, name: name, values: .object(layer.kerasConfig), reading: ModelReading(path: name))
        )
        copy.learningRateMultiplier = learningRateMultiplier
        return copy
    }
}
