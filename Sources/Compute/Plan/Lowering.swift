/// Turns a graph into steps: fuses what belongs together, lets primitives choose layouts, and adds gradients.
struct Lowering {
    let graph: Graph
    let batchSize: Int
    let mode: Plan.Mode
    let weights: PackedWeightsCache
    let consumers: [[Int]]

    var steps: [any Step] = []
    var packed: [PackedWeights] = []
    var outputs: [Value] = []
    var parameterGradients: [(parameter: Parameter, value: Value)] = []
    /// What each node has become; a node fused into another has that one's value.
    var values: [Value?]
    /// How each node that needs it passes its gradient on, found while going forward.
    var gradientRules: [Int: GradientRule] = [:]
    /// The gradients of the loss by the nodes' results, row-major.
    var gradients: [Int: Value] = [:]
    /// Whether a gradient has to reach the node's result.
    let needsGradient: [Bool]

    init(_ graph: Graph, batchSize: Int, mode: Plan.Mode, weights: PackedWeightsCache) {
        self.graph = graph
        self.batchSize = batchSize
        self.mode = mode
        self.weights = weights
        consumers = graph.consumers
        values = [Value?](repeating: nil, count: graph.nodes.count)
        var needs = [Bool](repeating: false, count: graph.nodes.count)
        if case .training = mode {
            for (index, node) in graph.nodes.enumerated() {
                needs[index] = node.isTrainable || node.inputs.contains { needs[$0] }
            }
        }
        needsGradient = needs
    }

    mutating func run() throws {
        var inputNumber = 0
        for (index, node) in graph.nodes.enumerated() where values[index] == nil {
            if node.operation == .input {
                values[index] = addInput(number: inputNumber, shape: shape(node))
                inputNumber += 1
            } else {
                try lower(index)
            }
        }
        switch mode {
        case .inference:
            outputs = try graph.outputs.map { try plain(value($0)) }
        case .evaluation(let losses), .training(let losses):
            for (position, loss) in losses.enumerated() { try addLoss(loss, position) }
            if isTraining { try addGradients() }
            addPenalties()
        }
    }

    var isTraining: Bool { if case .training = mode { true } else { false } }

    /// The node's shape with the batch.
    func shape(_ node: Graph.Node) -> [Int] { [batchSize] + node.shape }

    func value(_ index: Int) throws -> Value {
        guard let value = values[index] else {
            throw ComputeError("layer '\(graph.nodes[index].layer)' is used before it is computed")
        }
        return value
    }

    /// The only node that reads this one's result, if the result is not asked for otherwise.
    func soleConsumer(_ index: Int) -> Int? {
        consumers[index].count == 1 && !graph.outputs.contains(index) ? consumers[index].first : nil
    }

    private mutating func addInput(number: Int, shape: [Int]) -> Value {
        let value = Value(plain: shape)
        steps.append(
            LoopStep("input", writes: [value]) { run in
                run.floats(value).update(from: run.inputs[number], count: value.count)
            })
        return value
    }

    private mutating func lower(_ index: Int) throws {
        let node = graph.nodes[index]
        switch node.operation {
        case .input: break
        case .convolution(let window): try lowerConvolution(index, window, isDepthwise: false)
        case .depthwiseConvolution(let window): try lowerConvolution(index, window, isDepthwise: true)
        case .transposedConvolution(let window): try lowerTransposedConvolution(index, window)
        case .dense: try lowerDense(index)
        case .batchNormalization: try lowerBatchNormalization(index)
        case .activation(let activation): try lowerActivation(index, activation)
        case .add: try lowerAddition(index)
        case .multiply: try lowerMultiplication(index)
        case .concatenate(let axis): try lowerConcatenation(index, axis: axis)
        case .pooling(let kind, let window): try lowerPooling(index, kind, window)
        case .globalPooling(let kind): try lowerGlobalPooling(index, kind)
        case .zeroPadding(let padding): try lowerZeroPadding(index, padding)
        case .cropping(let margins): try lowerCropping(index, margins)
        case .resampling(let resampling): try lowerResampling(index, resampling)
        case .reshape: try lowerReshape(index)
        case .dropout(let rate, let wholeChannels): try lowerDropout(index, rate, wholeChannels: wholeChannels)
        case .gaussianNoise(let deviation): try lowerGaussianNoise(index, deviation)
        case .standardization: try lowerStandardization(index)
        case .custom(let function): try lowerCustom(index, function)
        case .rescaling(let scale, let offset): try lowerRescaling(index, scale, offset)
        }
    }

    /// The value in row-major order, copied there if it is not.
    mutating func plain(_ value: Value) throws -> Value {
        if value.isPlain { return value }
        let copy = Value(plain: value.shape)
        try reorder(value, into: copy)
        return copy
    }

    /// The value in a wanted layout, copied there if it is in another.
    mutating func native(_ value: Value, as descriptor: MemoryDescriptor) throws -> Value {
        if try value.descriptor.isSame(as: descriptor) { return value }
        let copy = Value(value.shape, descriptor)
        try reorder(value, into: copy)
        return copy
    }

    mutating func reorder(_ source: Value, into destination: Value) throws {
        let primitive = try Primitive.reorder(from: source.descriptor, to: destination.descriptor)
        steps.append(
            try PrimitiveStep(
                "reorder", primitive, [(.source, .arena(source)), (.destination, .arena(destination))]))
    }
}
