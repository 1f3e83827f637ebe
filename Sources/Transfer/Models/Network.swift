import Compute

/// The layers between a model's inputs and its outputs, in the orders that matter.
struct Network {
    let inputs: [SymbolicTensor]
    let outputs: [SymbolicTensor]
    /// Every use of a layer, each after the ones it depends on.
    let calls: [LayerCall]
    /// Every layer once, in Keras' order: by decreasing distance from the outputs, then by first encounter.
    let layers: [Layer]
    /// How many calls lie at each distance from the outputs.
    let callsByDepth: [Int: Int]

    init(inputs: [SymbolicTensor], outputs: [SymbolicTensor], model: String) throws {
        guard !inputs.isEmpty, !outputs.isEmpty else { throw TransferError.model(.noEnds(model: model)) }
        let (inputs, outputs) = GraphRewriting.startingWithInputs(inputs, outputs)
        self.inputs = inputs
        self.outputs = outputs
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
        for output in outputs { try visit(output.call) }
        var depths = Depths(calls)
        for input in inputs where seen.insert(input.call.identity).inserted {
            // An input that no output depends on comes first among those at the end, as in Keras.
            layerIndices[ObjectIdentifier(input.call.layer)] = -1
            depths.add(input.call)
            calls.append(input.call)
        }
        self.calls = calls
        layers = depths.sorted(calls, layerIndices)
        callsByDepth = depths.callCounts
        var names: Set<String> = []
        for layer in layers {
            try (layer as? Input)?.check()
            guard names.insert(layer.name).inserted else {
                throw TransferError.model(.duplicateName(model: model, layer: layer.name))
            }
        }
    }

    /// The only output, or the first of several.
    var output: SymbolicTensor { outputs[0] }

    /// The call that last uses each layer here.
    var lastCalls: [ObjectIdentifier: LayerCall] {
        Dictionary(calls.map { (ObjectIdentifier($0.layer), $0) }) { $1 }
    }

    /// Adds what the network computes to a graph, given the nodes of its inputs; returns those of its outputs.
    func emit(into graph: inout Graph, inputs nodes: [Int]) throws -> [Int] {
        var results: [ObjectIdentifier: [Int]] = [:]
        for (input, node) in zip(inputs, nodes) { results[input.call.identity] = [node] }
        for call in calls where results[call.identity] == nil {
            let arguments = call.inputs.compactMap { results[$0.call.identity]?[$0.index] }
            let isInference = graph.addsInference
            graph.addsInference = isInference || call.isInference
            results[call.identity] = try call.layer.emitAll(into: &graph, inputs: arguments)
            graph.addsInference = isInference
        }
        return outputs.compactMap { results[$0.call.identity]?[$0.index] }
    }

    /// The network by itself as a graph.
    func graph() throws -> Graph {
        var graph = Graph()
        let nodes = inputs.map {
            graph.append(Graph.Node(.input, inputs: [], shape: $0.itemShape, layer: $0.call.layer.name))
        }
        graph.outputs = try emit(into: &graph, inputs: nodes)
        return graph
    }
}

/// The distances of calls and layers from the outputs, found as Keras finds them.
private struct Depths {
    private var calls: [ObjectIdentifier: Int] = [:]
    private var layers: [ObjectIdentifier: Int] = [:]

    /// Finds the distances, given the calls in an order in which each comes after those it depends on.
    init(_ ordered: [LayerCall]) {
        for call in ordered.reversed() {
            let layer = ObjectIdentifier(call.layer)
            let depth = max(calls[call.identity] ?? 0, layers[layer] ?? 0)
            calls[call.identity] = depth
            layers[layer] = depth
            for input in call.inputs {
                calls[input.call.identity] = max(calls[input.call.identity] ?? 0, depth + 1)
            }
        }
    }

    /// Adds a call that nothing depends on.
    mutating func add(_ call: LayerCall) {
        calls[call.identity] = 0
        layers[ObjectIdentifier(call.layer)] = 0
    }

    func sorted(_ calls: [LayerCall], _ indices: [ObjectIdentifier: Int]) -> [Layer] {
        let unique = Dictionary(calls.map { (ObjectIdentifier($0.layer), $0.layer) }) { first, _ in first }
        return unique.sorted {
            let (a, b) = (layers[$0.key] ?? 0, layers[$1.key] ?? 0)
            return a != b ? a > b : (indices[$0.key] ?? 0) < (indices[$1.key] ?? 0)
        }.map(\.value)
    }

    var callCounts: [Int: Int] { Dictionary(calls.values.map { ($0, 1) }, uniquingKeysWith: +) }
}
