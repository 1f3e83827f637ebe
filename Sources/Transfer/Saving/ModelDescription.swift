/// A model as Keras' files describe it, whichever version of Keras wrote them.
struct ModelDescription {
    /// One of a layer's results: of its first call or a later one.
    struct Reference: Hashable {
        let layer: String
        let call: Int
        let result: Int

        fileprivate func shifted(by count: Int) -> Reference {
            Reference(layer: layer, call: call - count, result: result)
        }
    }

    /// What a layer is called on, and whether it was told that there is no training.
    struct Call {
        let inputs: [Reference]
        let isInference: Bool
    }

    /// A layer, and for each of its calls what it is called on.
    struct Entry {
        let name: String
        let kind: String
        let config: JSONValue
        let calls: [Call]
    }

    let name: String?
    let isSequential: Bool
    /// Whether the model was frozen as a whole.
    let isFrozen: Bool
    let entries: [Entry]
    let inputs: [Reference]
    let outputs: [Reference]
    /// The shape of a sequence's data, the batch included; nil where it is not said.
    let inputShape: JSONValue?

    /// The names of classes whose settings are those of a model.
    static let kinds: Set<String> = ["Sequential", "Functional", "Model"]

    /// Reads the settings of a model of a kind.
    ///
    /// Throws `TransferError.savedModel` when they do not describe a model.
    init(kind: String, config: JSONValue, _ reading: ModelReading) throws {
        // Early versions of Keras 2 write a sequence as a mere list of layers.
        guard let layers = config.array ?? config["layers"]?.array else {
            throw reading.invalid("a \(kind) has no layers")
        }
        name = config["name"]?.string
        isSequential = kind == "Sequential"
        isFrozen = config["trainable"]?.boolean == false
        inputShape = config["build_input_shape"]
        var entries = try layers.map { try Entry($0, reading) }
        let ends = ["input_layers", "output_layers"].map { Self.references(config[$0] ?? .null) }
        // Models count their making as a call, so that the numbers of their calls may begin with 1. In Keras 3 they do so at
        // the outer model's ends only.
        if layers.contains(where: { $0["inbound_nodes"]?.array?.contains { $0["args"] != nil } ?? false }) {
            let models = Set(entries.filter { ["Functional", "Model"].contains($0.kind) }.map(\.name))
            (inputs, outputs) = (
                ends[0], ends[1].map { models.contains($0.layer) && $0.call > 0 ? $0.shifted(by: 1) : $0 }
            )
            self.entries = entries
            return
        }
        // In TensorFlow they do so everywhere, and in Keras 2.0 nowhere; every call leads to the outputs, so that the
        // largest number shows it.
        let all = entries.flatMap { $0.calls.flatMap(\.inputs) } + ends.joined()
        let largest = Dictionary(all.map { ($0.layer, $0.call) }, uniquingKeysWith: max)
        let first = Dictionary(
            entries.map { ($0.name, max((largest[$0.name] ?? 0) + 1 - max($0.calls.count, 1), 0)) }
        ) { first, _ in first }
        func shifted(_ reference: Reference) -> Reference { reference.shifted(by: first[reference.layer] ?? 0) }
        for index in entries.indices { entries[index] = entries[index].mapped(shifted) }
        self.entries = entries
        (inputs, outputs) = (ends[0].map(shifted), ends[1].map(shifted))
    }

    /// All references within a value, in order: `["conv", 0, 0]`, possibly with the call's other arguments at the end, or
    /// objects that hold such a list.
    fileprivate static func references(_ value: JSONValue) -> [Reference] {
        switch value {
        case .array(let elements):
            if elements.count >= 3, let layer = elements[0].string, let call = elements[1].integer,
                let result = elements[2].integer
            {
                return [Reference(layer: layer, call: call, result: result)]
            }
            return elements.flatMap(references)
        case .object(let members):
            if value["class_name"]?.string == "__keras_tensor__" {
                return references(value["config"]?["keras_history"] ?? .null)
            }
            return members.sorted { $0.key < $1.key }.flatMap { references($0.value) }
        default: return []
        }
    }
}

extension ModelDescription.Entry {
    fileprivate init(_ value: JSONValue, _ reading: ModelReading) throws {
        guard let kind = value["class_name"]?.string, let config = value["config"] else {
            throw reading.invalid("a layer has no class_name or no config")
        }
        guard let name = value["name"]?.string ?? config["name"]?.string ?? (config.array == nil ? nil : "sequential")
        else { throw reading.invalid("a layer of the kind \(kind) has no name") }
        self.name = name
        self.kind = kind
        self.config = config
        calls = try (value["inbound_nodes"]?.array ?? []).map { node in
            let references = ModelDescription.references(node["args"] ?? node)
            guard node["args"] == nil || !Self.holdsPlainValues(node["args"] ?? .null) else {
                throw TransferError.savedModel(
                    .unsupportedSetting(
                        layer: name, setting: "a call", value: (node["args"] ?? .null).description,
                        allowed: "on results of layers only"))
            }
            let isTraining = Self.trainingArgument(node)
            if isTraining == true, Self.dependsOnTraining(kind, config) {
                reading.note(
                    """
                    layer '\(name)' was called with training=True, which holds only in fit here: predict and evaluate drop \
                    nothing and normalize with moving statistics
                    """)
            }
            return ModelDescription.Call(inputs: references, isInference: isTraining == false)
        }
    }

    /// Whether something is given to a call besides results of layers.
    private static func holdsPlainValues(_ value: JSONValue) -> Bool {
        switch value {
        case .array(let elements): elements.contains(where: holdsPlainValues)
        case .object: value["class_name"]?.string != "__keras_tensor__"
        case .null: false
        default: true
        }
    }

    /// Whether a layer, or one within a model, does something else while it is trained.
    private static func dependsOnTraining(_ kind: String, _ config: JSONValue) -> Bool {
        if let layers = config.array ?? config["layers"]?.array {
            return layers.contains { layer in
                layer["class_name"]?.string.map { dependsOnTraining($0, layer["config"] ?? .null) } ?? false
            }
        }
        return kind == "BatchNormalization" || kind.contains("Dropout") || kind == "GaussianNoise"
    }

    /// The call's argument `training`, where it is fixed.
    private static func trainingArgument(_ node: JSONValue) -> Bool? {
        if let fixed = node["kwargs"]?["training"]?.boolean { return fixed }
        for reference in node.array ?? [] {
            if let arguments = reference.array?.last, let fixed = arguments["training"]?.boolean {
                return fixed
            }
        }
        return nil
    }

    fileprivate func mapped(
        _ body: (ModelDescription.Reference) -> ModelDescription.Reference
    ) -> ModelDescription.Entry {
        ModelDescription.Entry(
            name: name, kind: kind, config: config,
            calls: calls.map { ModelDescription.Call(inputs: $0.inputs.map(body), isInference: $0.isInference) })
    }
}
