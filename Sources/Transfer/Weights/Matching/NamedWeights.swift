import Compute

/// A layer's weights with the names that Keras' files give them.
struct NamedWeights {
    let name: String
    let parameter: Parameter

    /// A layer's own weights; of a model, as Keras lists them, first all that training changes now, then the others.
    static func list(_ layer: Layer) -> [NamedWeights] { list(layer) { $0.trainable } }

    /// The weights in the order that they would have if the layers were frozen otherwise.
    static func list(_ layer: Layer, isTrainable: (Layer) -> Bool) -> [NamedWeights] {
        let own = leaves(of: layer)
        guard layer is Model else { return named(own) { $0.parameters } }
        return unique(
            named(own) { isTrainable($0) ? $0.trainableParameters : [] }
                + named(own) { isTrainable($0) ? $0.otherParameters : $0.parameters })
    }

    /// The layers within a model that are no models, with their names on the way; of another layer itself.
    static func leaves(of layer: Layer) -> [(path: String, layer: Layer)] {
        guard let model = layer as? Model else { return [(layer.name, layer)] }
        return model.layers.flatMap { layer -> [(String, Layer)] in
            guard let nested = layer as? Model else { return [(layer.name, layer)] }
            return leaves(of: nested).map { ("\(layer.name)/\($0.path)", $0.layer) }
        }
    }

    private static func named(
        _ layers: [(path: String, layer: Layer)], _ parameters: (Layer) -> [Parameter]
    ) -> [NamedWeights] {
        layers.flatMap { path, layer in
            parameters(layer).map { NamedWeights(name: "\(path)/\($0.name)", parameter: $0) }
        }
    }

    private static func unique(_ weights: [NamedWeights]) -> [NamedWeights] {
        var seen: Set<ObjectIdentifier> = []
        return weights.filter { seen.insert(ObjectIdentifier($0.parameter)).inserted }
    }
}
