import Compute

/// The layers between a model's inputs and its output, in the orders that matter.
struct Network {
    let inputs: [SymbolicTensor]
    let output: SymbolicTensor
    /// Every use of a layer, each after the ones it depends on.
    let calls: [LayerCall]
    /// Every layer once, in Keras' order: by decreasing distance from the output, then by first encounter.
    let layers: [Layer]

    init(inputs: [SymbolicTensor], output: SymbolicTensor, model: String) throws {
        self.inputs = inputs
        self.output = output
        let ends = Set(inputs.map(\.call.identity))
        var calls: [LayerCall] = []
        var seen: Set<ObjectIdentifier> = []
        var layerIndices: [ObjectIdentifier: Int] = [:]
        func visit(_ call: LayerCall) throws {
            guard seen.insert(call.identity).inserted else { return }
            let layer = ObjectIdentifier(call.layer)
            if layerIndices[layer] == nil { layerIndices[layer] = layerIndices.count }
            if !ends.contains(call.identity) {
                if call.inputs.isEmpty {
                    throw TransferError.model(.disconnected(model: model, layer: call.layer.name))
                }
                for input in call.inputs { try visit(input.call) }
            }
            calls.append(call)
        }
        try visit(output.call)
        for input in inputs { try visit(input.call) }
        self.calls = calls
        layers = Self.sorted(calls, layerIndices, ends)
        var names: Set<String> = []
        for layer in layers where !names.insert(layer.name).inserted {
            throw TransferError.model(.duplicateName(model: model, layer: layer.name))
        }
    }

    /// The shape of each layer's first result that is used here.
    var outputShapes: [ObjectIdentifier: [Int]] {
        let results = calls.flatMap(\.inputs) + [output]
        return Dictionary(results.map { (ObjectIdentifier($0.call.layer), $0.itemShape) }) { first, _ in first }
    }

    private static func sorted(
        _ calls: [LayerCall], _ indices: [ObjectIdentifier: Int], _ ends: Set<ObjectIdentifier>
    ) -> [Layer] {
        var callDepths: [ObjectIdentifier: Int] = [:]
        var layerDepths: [ObjectIdentifier: Int] = [:]
        for call in calls.reversed() {
            let layer = ObjectIdentifier(call.layer)
            let depth = max(callDepths[call.identity] ?? 0, layerDepths[layer] ?? 0)
            callDepths[call.identity] = depth
            layerDepths[layer] = depth
            guard !ends.contains(call.identity) else { continue }
            for input in call.inputs {
                callDepths[input.call.identity] = max(callDepths[input.call.identity] ?? 0, depth + 1)
            }
        }
        var unique: [ObjectIdentifier: Layer] = [:]
        for call in calls { unique[ObjectIdentifier(call.layer)] = call.layer }
        return unique.sorted {
            let (a, b) = (layerDepths[$0.key] ?? 0, layerDepths[$1.key] ?? 0)
            return a != b ? a > b : (indices[$0.key] ?? 0) < (indices[$1.key] ?? 0)
        }.map(\.value)
    }

    /// Adds what the network computes to a graph, given the nodes of its inputs.
    func emit(into graph: inout Graph, inputs nodes: [Int]) throws -> Int {
        var results: [ObjectIdentifier: Int] = [:]
        for (input, node) in zip(inputs, nodes) { results[input.call.identity] = node }
        for call in calls where results[call.identity] == nil {
            let arguments = call.inputs.compactMap { results[$0.call.identity] }
            results[call.identity] = try call.layer.emit(into: &graph, inputs: arguments)
        }
        return results[output.call.identity] ?? 0
    }

    /// The network by itself as a graph.
    func graph() throws -> Graph {
        var graph = Graph()
        let nodes = inputs.map {
            graph.append(Graph.Node(.input, inputs: [], shape: $0.itemShape, layer: $0.call.layer.name))
        }
        graph.outputs = [try emit(into: &graph, inputs: nodes)]
        return graph
    }
}
