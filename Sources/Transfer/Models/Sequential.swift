/// Layers one after another.
public final class Sequential: Model {
    private var content: [Layer]

    /// The layer's kind in Keras.
    public override var kind: String { "Sequential" }

    /// Makes a model of the listed layers.
    ///
    /// The shape of the data is taken from an `Input` or a model in the first place, else from the first data.
    /// Throws `TransferError.model` if there is no layer, and `TransferError.layer` if shapes do not fit.
    public init(name: String? = nil, @LayerListBuilder _ layers: () throws -> [Layer]) throws {
        content = try layers()
        super.init(unbuilt: name, kind: "Sequential")
        try requireName()
        guard let first = content.first else { throw TransferError.model(.empty(model: self.name)) }
        if let input = first as? Input {
            try build(input)
        } else if let model = first as? Model, let network = model.network {
            try build(Input(shape: network.inputs[0].itemShape))
        }
    }

    /// The layers in order, without the input.
    public override var layers: [Layer] { content.filter { !($0 is Input) } }

    private func build(_ input: Input) throws {
        var result = input.symbolicTensor
        for layer in layers { result = try layer(result) }
        network = try Network(inputs: [input.symbolicTensor], outputs: [result], model: name)
    }

    override func network(for shapes: [[Int]]) throws -> Network {
        if network == nil { try build(Input(shape: single(shapes))) }
        return try builtNetwork()
    }

    override func popLastLayer() throws {
        guard layers.count > 1 else { throw TransferError.model(.nothingLeft(model: name)) }
        if network != nil { network = try popNetwork() }
        content.removeLast()
    }
}

/// Collects the layers listed in a `Sequential`.
@resultBuilder public enum LayerListBuilder {
    /// One layer or model.
    public static func buildExpression(_ layer: Layer) -> [Layer] { [layer] }
    /// Several layers.
    public static func buildExpression(_ layers: [Layer]) -> [Layer] { layers }
    /// All of them in order.
    public static func buildBlock(_ parts: [Layer]...) -> [Layer] { parts.flatMap { $0 } }
    /// The layers under an `if` that holds, else none.
    public static func buildOptional(_ part: [Layer]?) -> [Layer] { part ?? [] }
    /// The layers under `if`.
    public static func buildEither(first part: [Layer]) -> [Layer] { part }
    /// The layers under `else`.
    public static func buildEither(second part: [Layer]) -> [Layer] { part }
    /// The layers of every round of a loop.
    public static func buildArray(_ parts: [[Layer]]) -> [Layer] { parts.flatMap { $0 } }
}
