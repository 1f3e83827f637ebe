extension Model {
    /// The model as Keras' files describe it; `legacy` for files of HDF5, which do not say where classes are found.
    ///
    /// Throws `TransferError.model` if the model does not know its input's shape yet, and `TransferError.savedModel` if a
    /// layer cannot be described.
    func kerasDescription(legacy: Bool) throws -> [String: JSONValue] {
        let isSequence = self is Sequential
        let config = try isSequence ? sequenceConfig(legacy: legacy) : functionalConfig(legacy: legacy)
        var result: [String: JSONValue] = [
            "class_name": isSequence ? "Sequential" : "Functional", "config": .object(config),
        ]
        if !legacy {
            result["module"] = isSequence ? "keras" : "keras.src.models.functional"
            result["registered_name"] = isSequence ? .null : "Functional"
        }
        return result
    }

    /// Whether the model was not frozen as a whole; inputs are not asked, because files do not say it of them.
    private var isTrainable: Bool { allLayers.contains { !($0 is Model || $0 is Input) && $0.trainable } }

    private func sequenceConfig(legacy: Bool) throws -> [String: JSONValue] {
        let network = try builtNetwork()
        let all = network.inputs.map(\.call.layer) + layers
        return [
            "name": .string(name), "trainable": .boolean(isTrainable), "dtype": KerasObject.float32,
            "layers": .array(try all.map { .object(try $0.description(legacy: legacy)) }),
            "build_input_shape": .array([.null] + network.inputs[0].itemShape.map { .integer($0) }),
        ]
    }

    private func functionalConfig(legacy: Bool) throws -> [String: JSONValue] {
        let network = try builtNetwork()
        let numbers = CallNumbers(network)
        let entries = try network.layers.map { layer -> JSONValue in
            var entry = try layer.description(legacy: legacy)
            entry["name"] = .string(layer.name)
            let calls = network.calls.filter { $0.layer === layer && !$0.inputs.isEmpty }
            entry["inbound_nodes"] = .array(layer is Input ? [] : calls.map(numbers.node))
            return .object(entry)
        }
        func ends(_ tensors: [SymbolicTensor]) -> JSONValue {
            let all = tensors.map { numbers.history($0, isEnd: true) }
            return all.count == 1 ? all[0] : .array(all)
        }
        return [
            "name": .string(name), "trainable": .boolean(isTrainable), "layers": .array(entries),
            "input_layers": ends(network.inputs), "output_layers": ends(network.outputs),
        ]
    }
}

extension Layer {
    fileprivate func description(legacy: Bool) throws -> [String: JSONValue] {
        if let model = self as? Model { return try model.kerasDescription(legacy: legacy) }
        guard let layer = self as? any ConfigurableLayer else {
            throw TransferError.savedModel(.notDescribable(layer: name, kind: kind))
        }
        var result: [String: JSONValue] = ["class_name": .string(kind), "config": .object(layer.kerasConfig)]
        if !legacy {
            result["module"] = "keras.layers"
            result["registered_name"] = .null
        }
        return result
    }
}

/// The numbers by which Keras tells the calls of a layer apart.
private struct CallNumbers {
    private var numbers: [ObjectIdentifier: Int] = [:]

    init(_ network: Network) {
        var counts: [ObjectIdentifier: Int] = [:]
        for call in network.calls {
            let layer = ObjectIdentifier(call.layer)
            numbers[call.identity] = counts[layer, default: 0]
            counts[layer, default: 0] += 1
        }
    }

    /// Which result of which call of which layer a tensor is.
    ///
    /// At the model's ends, but not within, Keras counts the making of a model (not of a sequence) as its first call.
    func history(_ tensor: SymbolicTensor, isEnd: Bool = false) -> JSONValue {
        let layer = tensor.call.layer
        let first = isEnd && layer is Model && !(layer is Sequential) ? 1 : 0
        return [
            .string(layer.name), .integer(first + (numbers[tensor.call.identity] ?? 0)), .integer(tensor.index),
        ]
    }

    /// What a call reads.
    func node(_ call: LayerCall) -> JSONValue {
        let arguments = call.inputs.map { input -> JSONValue in
            [
                "class_name": "__keras_tensor__",
                "config": [
                    "shape": .array([.null] + input.itemShape.map { .integer($0) }), "dtype": "float32",
                    "keras_history": history(input),
                ],
            ]
        }
        return [
            "args": .array(arguments.count == 1 ? arguments : [.array(arguments)]),
            "kwargs": call.isInference ? ["training": false] : [:],
        ]
    }
}
