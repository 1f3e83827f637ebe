import Compute

/// Layers between an input and an output; a model is a layer itself, so that models nest.
public class Model: Layer {
    var network: Network?
    /// The plans made so far.
    let plans = PlanCache()
    /// What `compile` has set.
    var compilation: Compilation?
    /// Whether training computes the results of frozen layers once for all epochs, where it can.
    package var keepsFrozenResults = true

    /// The layer's kind in Keras.
    public override var kind: String { "Functional" }

    /// Makes a model of everything between an input and an output.
    ///
    /// Throws `TransferError.model` if the output does not depend on this input alone, or two layers have one name.
    public convenience init(
        inputs: some SymbolicTensorConvertible, outputs: some SymbolicTensorConvertible, name: String? = nil
    ) throws {
        try self.init(
            network: { try Network(inputs: [inputs.symbolicTensor], output: outputs.symbolicTensor, model: $0) },
            name: name, kind: "Functional")
    }

    init(network: (String) throws -> Network?, name: String?, kind: String) throws {
        super.init(name: name, kind: kind)
        self.network = try network(self.name)
    }

    /// The layers in Keras' order, the input's included.
    public var layers: [Layer] { network?.layers ?? [] }

    /// The symbolic input.
    ///
    /// Throws `TransferError.model` if the model does not know its input's shape yet.
    public var input: SymbolicTensor { get throws { try builtNetwork().inputs[0] } }

    /// The symbolic output.
    ///
    /// Throws `TransferError.model` if the model does not know its input's shape yet.
    public var output: SymbolicTensor { get throws { try builtNetwork().output } }

    /// The layer of a name.
    ///
    /// Throws `TransferError.layer` that names the nearest one if there is none.
    public func layer(_ name: String) throws -> Layer {
        if let found = layers.first(where: { $0.name == name }) { return found }
        throw TransferError.layer(.unknown(name: name, model: self.name, layers: layers.map(\.name)))
    }

    /// The model up to the result of a layer, sharing its layers and weights.
    ///
    /// Throws `TransferError.layer` that names the nearest one if there is no layer of the name.
    public func truncated(at name: String) throws -> Model {
        let network = try builtNetwork()
        let last = try layer(name)
        guard let call = network.calls.last(where: { $0.layer === last }) else {
            throw TransferError.layer(.unknown(name: name, model: self.name, layers: layers.map(\.name)))
        }
        let shape = network.outputShapes[ObjectIdentifier(last)] ?? network.inputs[0].itemShape
        return try Model(
            inputs: network.inputs[0], outputs: SymbolicTensor(itemShape: shape, call: call),
            name: "\(self.name)_\(name)")
    }

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

    private func unique(_ parameters: [Parameter]) -> [Parameter] {
        var seen: Set<ObjectIdentifier> = []
        return parameters.filter { seen.insert(ObjectIdentifier($0)).inserted }
    }

    func builtNetwork() throws -> Network {
        guard let network else { throw TransferError.model(.unbuilt(model: name)) }
        return network
    }

    /// The network for data of a shape; a model that does not know its shape yet takes this one.
    func network(for shape: [Int]) throws -> Network { try builtNetwork() }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let shape = try single(inputShapes)
        let network = try network(for: shape)
        guard network.inputs[0].itemShape == shape else {
            throw TransferError.layer(
                .wrongInputShape(layer: name, expected: Shapes.text(network.inputs[0].itemShape), received: shape))
        }
        return network.output.itemShape
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        try builtNetwork().emit(into: &graph, inputs: inputs)
    }
}
