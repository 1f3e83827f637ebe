import Compute

/// output = activation(input · kernel + bias), along the last axis; kernel (in, units), bias (units).
public final class Dense: Layer {
    /// How many numbers come out.
    public let units: Int
    let activation: ActivationFunction
    let useBias: Bool
    let kernelInitializer: Initializer
    let biasInitializer: Initializer
    let regularizers: [Regularizer?]

    /// The layer's kind in Keras.
    public override var kind: String { "Dense" }

    /// Makes a layer with Keras' defaults.
    public init(
        _ units: Int, activation: ActivationFunction = .linear, useBias: Bool = true,
        kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
        kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
    ) {
        self.units = units
        self.activation = activation
        self.useBias = useBias
        self.kernelInitializer = kernelInitializer
        self.biasInitializer = biasInitializer
        regularizers = [kernelRegularizer, biasRegularizer]
        super.init(name: name, kind: "Dense")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let shape = try single(inputShapes)
        try require(units > 0, "units", units, "a positive number")
        try regularizers.check(in: self)
        guard let last = shape.last else {
            throw TransferError.layer(.wrongInputShape(layer: name, expected: "vectors", received: shape))
        }
        if let kernel = trainableParameters.first, kernel.shape[0] != last {
            throw TransferError.layer(
                .wrongInputShape(layer: name, expected: "vectors of \(kernel.shape[0]) numbers", received: shape))
        }
        return shape.dropLast() + [units]
    }

    override func build(_ inputShapes: [[Int]]) throws {
        let shape = try single(inputShapes)
        trainableParameters = [try parameter("kernel", kernelInitializer, shape: [shape.last ?? 0, units])]
        if useBias { trainableParameters.append(try parameter("bias", biasInitializer, shape: [units])) }
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shape = try outputShape(inputs.map { graph.nodes[$0].shape })
        let node = graph.append(
            Graph.Node(
                .dense, inputs: inputs, parameters: trainableParameters, shape: shape, layer: name,
                isTrainable: trainable, penalties: regularizers.penalties))
        return graph.append(activation, after: node, shape: shape, layer: name)
    }
}
