import Compute

extension Model {
    /// Prints the layers with their output shapes and numbers of parameters, as Keras 3 does.
    ///
    /// A column tells which layers are trainable when any is frozen, or when asked for; `expandNested` lists the layers
    /// of models within.
    public func summary(expandNested: Bool = false, showTrainable: Bool? = nil) {
        print(summaryText(expandNested: expandNested, showTrainable: showTrainable))
    }

    func summaryText(expandNested: Bool, showTrainable: Bool?) -> String {
        let isAnyFrozen = layers.contains { $0.hasFrozenWeights }
        let table = SummaryTable(
            hasConnections: !isChain, hasTrainable: showTrainable ?? isAnyFrozen)
        let rows = summaryRows(expandNested: expandNested, level: 0)
        let counts = ParameterCounts(self)
        let own = counts.trainable + counts.frozen
        let optimizer = OptimizerCounts(compilation?.optimizer)
        let total = ParameterCounts.text(own + optimizer.count, byteCount: own * 4 + optimizer.byteCount)
        return """
            Model: "\(name)"
            \(table.text(rows))
             Total params: \(total)
             Trainable params: \(ParameterCounts.text(counts.trainable))
             Non-trainable params: \(ParameterCounts.text(counts.frozen))
            """
                + (optimizer.count == 0
                    ? ""
                    : "\n Optimizer params: \(ParameterCounts.text(optimizer.count, byteCount: optimizer.byteCount))")
    }

    /// Whether the layers follow one another without branches or repetitions.
    private var isChain: Bool {
        guard let network, !(self is Sequential) else { return true }
        return network.calls.allSatisfy { $0.inputs.count <= 1 } && network.calls.count == network.layers.count
            && network.callsByDepth.values.allSatisfy { $0 == 1 }
    }

    private func summaryRows(expandNested: Bool, level: Int) -> [SummaryTable.Row] {
        layers.flatMap { layer in
            let row = SummaryTable.Row(
                name: String(repeating: "   ", count: level) + (level > 0 ? "└ " : "") + layer.name, kind: layer.kind,
                shape: outputShapesText(of: layer),
                parameters: network == nil ? "0 (unbuilt)" : ParameterCounts.grouped(layer.parameterCount),
                // Keras tells only how the layers of the outermost model are connected.
                connections: level == 0 ? connections(of: layer) : "-",
                trainable: layer.parameterCount == 0 ? "-" : layer.trainable ? "Y" : "N")
            guard expandNested, let model = layer as? Model else { return [row] }
            return [row] + model.summaryRows(expandNested: true, level: level + 1)
        }
    }

    /// The shapes that a layer's last use gives.
    func outputShapesText(of layer: Layer) -> String {
        guard let shapes = network?.lastCalls[ObjectIdentifier(layer)]?.outputShapes else { return "?" }
        let texts = shapes.map(Shapes.text)
        return texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    }

    /// The results that a layer reads, as `name[call][result]`.
    private func connections(of layer: Layer) -> String {
        guard let network else { return "-" }
        let inputs = network.calls.filter { $0.layer === layer }.flatMap(\.inputs)
        let names = inputs.map { input in
            let siblings = network.calls.filter { $0.layer === input.call.layer }
            let number = siblings.firstIndex { $0.identity == input.call.identity } ?? 0
            return "\(input.call.layer.name)[\(number)][\(input.index)]"
        }
        return names.isEmpty ? "-" : names.joined(separator: ", ")
    }
}

extension Layer {
    /// Whether the layer, or one within it, has weights that training leaves alone though it could change them.
    fileprivate var hasFrozenWeights: Bool {
        (self as? Model)?.layers.contains { $0.hasFrozenWeights } ?? (!trainableParameters.isEmpty && !trainable)
    }
}
