import Compute

/// A layer's weights with the names that Keras' files give them.
struct NamedWeights {
    let name: String
    let parameter: Parameter

    /// A layer's own weights; of a model, as Keras lists them, first all that training changes now, then the others.
    static func list(_ layer: Layer) -> [NamedWeights] {
        guard let model = layer as? Model else {
            return layer.parameters.map { NamedWeights(name: "\(layer.name)/\($0.name)", parameter: $0) }
        }
        let own = leaves(of: model)
        func named(_ parameters: (Layer) -> [Parameter]) -> [NamedWeights] {
            own.flatMap { path, layer in
                parameters(layer).map { NamedWeights(name: "\(path)/\($0.name)", parameter: $0) }
            }
        }
        return unique(
            named { $0.trainable ? $0.trainableParameters : [] }
                + named { $0.trainable ? $0.otherParameters : $0.parameters })
    }

    /// The layers within a model that are no models, with their names on the way.
    private static func leaves(of model: Model) -> [(path: String, layer: Layer)] {
        model.layers.flatMap { layer -> [(String, Layer)] in
            guard let nested = layer as? Model else { return [(layer.name, layer)] }
            return leaves(of: nested).map { ("\(layer.name)/\($0.path)", $0.layer) }
        }
    }

    private static func unique(_ weights: [NamedWeights]) -> [NamedWeights] {
        var seen: Set<ObjectIdentifier> = []
        return weights.filter { seen.insert(ObjectIdentifier($0.parameter)).inserted }
    }
}
