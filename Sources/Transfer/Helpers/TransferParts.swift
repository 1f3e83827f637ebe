/// A model's layers in two parts: those that were trained before, and the new ones after them.
struct TransferParts {
    /// The layers trained before, in order; of models within, their layers.
    let body: [Layer]
    /// The new layers, in order.
    let head: [Layer]

    /// Finds the parts.
    ///
    /// The head begins with the named layer; without a name, after the last model within, else with the last `Flatten`
    /// or global pooling. Throws `TransferError.model` where there is none of these.
    init(_ model: Model, headFrom name: String?) throws {
        let layers = try model.builtNetwork().layers.filter { !($0 is Input) }
        let start: Int?
        if let name {
            let first = try model.layer(name)
            start = layers.firstIndex { $0 === first }
        } else if let inner = layers.lastIndex(where: { $0 is Model }) {
            start = inner + 1
        } else {
            start = layers.lastIndex { $0 is Flatten || $0 is GlobalPooling2D }
        }
        guard let start, start > 0 else { throw TransferError.model(.noBody(model: model.name)) }
        body = layers[..<start].flatMap(Self.leaves)
        head = layers[start...].flatMap(Self.leaves)
    }

    private static func leaves(_ layer: Layer) -> [Layer] {
        (layer as? Model)?.layers.flatMap(leaves) ?? [layer]
    }

    /// Lets training change every layer, but of the body's normalizations only if asked.
    func unfreeze(normalization: Bool) {
        for layer in head { layer.trainable = true }
        for layer in body { layer.trainable = normalization || !(layer is BatchNormalization) }
    }

    /// The body's layers with weights in two groups of the same length: those near the input, and those near the head.
    var bodyGroups: [[Layer]] {
        let weighted = body.filter { !$0.parameters.isEmpty }
        let half = weighted.count / 2
        return [Array(weighted[..<half]), Array(weighted[half...])]
    }
}
