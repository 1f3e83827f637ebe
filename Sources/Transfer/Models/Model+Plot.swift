extension Model {
    /// Shows the architecture as a picture: a box for each layer with its class, name, output shape and number of
    /// parameters, arrows between them, and colour and mark for what is trainable.
    ///
    /// Models within are drawn open when they have few layers, else as one box; the middle of a long list is folded.
    @discardableResult
    public func plot() -> Plot {
        Plot(showing: [.chart(Chart(title: name, content: .architecture(architecture)))])
    }

    /// The layers and what each reads, as data.
    public var architecture: Architecture { Architecture(nodes: architectureNodes) }

    private var architectureNodes: [Architecture.Node] {
        // A sequence that knows its shape begins with an input that is not among its layers.
        let listed = network?.layers ?? layers
        let places = Dictionary(listed.enumerated().map { (ObjectIdentifier($1), $0) }) { first, _ in first }
        return listed.enumerated().map { place, layer in
            let calls = network?.calls.filter { $0.layer === layer } ?? []
            let sources = calls.flatMap(\.inputs).compactMap { places[ObjectIdentifier($0.call.layer)] }
            let inside = (layer as? Model)?.architectureNodes ?? []
            return Architecture.Node(
                name: layer.name, kind: layer.kind, shapes: calls.last?.outputShapes ?? [],
                parameters: layer.parameterCount, training: layer.training(inside),
                inputs: network == nil ? (place > 0 ? [place - 1] : []) : sources, layers: inside)
        }
    }
}

extension Layer {
    /// What training does with the layer's weights.
    fileprivate func training(_ inside: [Architecture.Node]) -> Architecture.Training {
        if parameterCount == 0 { return .none }
        guard inside.isEmpty else { return .joined(inside.map(\.training)) }
        return trainable && !trainableParameters.isEmpty ? .trainable : .frozen
    }
}
