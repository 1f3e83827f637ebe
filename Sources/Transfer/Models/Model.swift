import Compute

/// Layers between inputs and outputs; a model is a layer itself, so that models nest.
public class Model: Layer {
    var network: Network? {
        didSet { plans.removeAll() }
    }
    /// The plans made so far.
    let plans = PlanCache()
    /// What `compile` has set.
    var compilation: Compilation?
    /// Whether training computes the results of frozen layers once for all epochs, where it can.
    package var keepsFrozenResults = true

    /// The layer's kind in Keras.
    public override var kind: String { "Functional" }

    /// Makes a model of everything between several inputs and several outputs.
    ///
    /// Throws `TransferError.model` if an output depends on anything but the inputs, or two layers have one name.
    public init(
        inputs: [any SymbolicTensorConvertible], outputs: [any SymbolicTensorConvertible], name: String? = nil
    ) throws {
        super.init(name: name, kind: "Functional")
        try requireName()
        network = try Network(
            inputs: inputs.map(\.symbolicTensor), outputs: outputs.map(\.symbolicTensor), model: self.name)
    }

    /// Makes a model of everything between an input and an output.
    ///
    /// Throws `TransferError.model` if the output depends on anything but the input, or two layers have one name.
    public convenience init(
        inputs: some SymbolicTensorConvertible, outputs: some SymbolicTensorConvertible, name: String? = nil
    ) throws {
        try self.init(inputs: [inputs], outputs: [outputs], name: name)
    }

    /// Makes a model of everything between an input and several outputs.
    ///
    /// Throws `TransferError.model` if an output depends on anything but the input, or two layers have one name.
    public convenience init(
        inputs: some SymbolicTensorConvertible, outputs: [any SymbolicTensorConvertible], name: String? = nil
    ) throws {
        try self.init(inputs: [inputs], outputs: outputs, name: name)
    }

    /// Makes a model of everything between several inputs and an output.
    ///
    /// Throws `TransferError.model` if the output depends on anything but the inputs, or two layers have one name.
    public convenience init(
        inputs: [any SymbolicTensorConvertible], outputs: some SymbolicTensorConvertible, name: String? = nil
    ) throws {
        try self.init(inputs: inputs, outputs: [outputs], name: name)
    }

    /// Makes a model that gets its network later.
    init(unbuilt name: String?, kind: String) {
        super.init(name: name, kind: kind)
    }

    init(network: (String) throws -> Network, name: String?, kind: String) throws {
        super.init(name: name, kind: kind)
        try requireName()
        self.network = try network(self.name)
    }

    /// The layers in Keras' order, the inputs' included.
    public var layers: [Layer] { network?.layers ?? [] }

    /// Whether training changes any weight of the model; setting it sets every layer.
    public override var trainable: Bool {
        get { layers.contains { !$0.trainableParameters.isEmpty && $0.trainable } }
        set { for layer in layers { layer.trainable = newValue } }
    }

    override var trainableParameters: [Parameter] {
        get { unique(layers.flatMap(\.trainableParameters)) }
        set {}
    }

    override var otherParameters: [Parameter] {
        get { unique(layers.flatMap(\.otherParameters)) }
        set {}
    }

    override var listedParameters: [Parameter] { unique(layers.flatMap(\.listedParameters)) }

    /// Takes the last layer off.
    func popLastLayer() throws { network = try popNetwork() }

    private func unique(_ parameters: [Parameter]) -> [Parameter] {
        var seen: Set<ObjectIdentifier> = []
        return parameters.filter { seen.insert(ObjectIdentifier($0)).inserted }
    }

    override var hasShape: Bool { network != nil }

    func builtNetwork() throws -> Network {
        guard let network else { throw TransferError.model(.unbuilt(model: name)) }
        return network
    }

    /// The network for data of some shapes; a model that does not know its shape yet takes this one.
    func network(for shapes: [[Int]]) throws -> Network { try builtNetwork() }

    override func outputShapes(_ inputShapes: [[Int]]) throws -> [[Int]] {
        let network = try network(for: inputShapes)
        guard network.inputs.count == inputShapes.count else {
            throw TransferError.layer(
                .wrongInputCount(
                    layer: name, expected: network.inputs.count == 1 ? "one input" : "\(network.inputs.count) inputs",
                    received: inputShapes.count))
        }
        for (input, shape) in zip(network.inputs, inputShapes) where input.itemShape != shape {
            throw TransferError.layer(
                .wrongInputShape(layer: name, expected: Shapes.text(input.itemShape), received: shape))
        }
        return network.outputs.map(\.itemShape)
    }

    override func emitAll(into graph: inout Graph, inputs: [Int]) throws -> [Int] {
        try builtNetwork().emit(into: &graph, inputs: inputs)
    }
}
