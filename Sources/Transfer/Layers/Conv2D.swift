import Compute

/// A convolution of pictures; kernel (height, width, in / groups, filters), bias (filters).
public final class Conv2D: Layer {
    /// How many channels come out.
    public let filters: Int
    let settings: WindowSettings
    let groups: Int
    let activation: ActivationFunction
    let useBias: Bool
    let kernelInitializer: Initializer
    let biasInitializer: Initializer
    let regularizers: [Regularizer?]

    /// The layer's kind in Keras.
    public override var kind: String { "Conv2D" }

    /// Makes a layer with Keras' defaults and a square window of `kernelSize` × `kernelSize` pixels.
    public convenience init(
        _ filters: Int, kernelSize: Int, strides: Int = 1, padding: WindowPadding = .valid, dilationRate: Int = 1,
        groups: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
        kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
        kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
    ) {
        self.init(
            filters, kernelSize: (kernelSize, kernelSize), strides: (strides, strides), padding: padding,
            dilationRate: (dilationRate, dilationRate), groups: groups, activation: activation, useBias: useBias,
            kernelInitializer: kernelInitializer, biasInitializer: biasInitializer,
            kernelRegularizer: kernelRegularizer, biasRegularizer: biasRegularizer, name: name)
    }

    /// Makes a layer with a window of (height, width) pixels.
    public init(
        _ filters: Int, kernelSize: (Int, Int), strides: (Int, Int) = (1, 1), padding: WindowPadding = .valid,
        dilationRate: (Int, Int) = (1, 1), groups: Int = 1, activation: ActivationFunction = .linear,
        useBias: Bool = true, kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
        kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
    ) {
        self.filters = filters
        settings = WindowSettings(
            size: Extent(kernelSize), strides: Extent(strides), padding: padding, dilation: Extent(dilationRate))
        self.groups = groups
        regularizers = [kernelRegularizer, biasRegularizer]
        self.activation = activation
        self.useBias = useBias
        self.kernelInitializer = kernelInitializer
        self.biasInitializer = biasInitializer
        super.init(name: name, kind: "Conv2D")
    }

    override var inputChannels: Int? { trainableParameters.first.map { $0.shape[2] * groups } }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let picture = try picture(inputShapes)
        try require(filters > 0, "filters", filters, "a positive number")
        try require(
            groups > 0 && filters % groups == 0 && picture.channels % groups == 0, "groups", groups,
            "a number that divides both the \(picture.channels) input channels and the \(filters) filters")
        try settings.checkDilation(in: self)
        try regularizers.check(in: self)
        let result = try settings.window(
            on: Extent(height: picture.height, width: picture.width), layer: self
        ).result
        return [result.height, result.width, filters]
    }

    override func build(_ inputShapes: [[Int]]) throws {
        let channels = try picture(inputShapes).channels
        trainableParameters = [
            try parameter(
                "kernel", kernelInitializer,
                shape: [settings.size.height, settings.size.width, channels / groups, filters])
        ]
        if useBias { trainableParameters.append(try parameter("bias", biasInitializer, shape: [filters])) }
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shapes = inputs.map { graph.nodes[$0].shape }
        let picture = try picture(shapes)
        let (window, _) = try settings.window(
            on: Extent(height: picture.height, width: picture.width), layer: self)
        let shape = try outputShape(shapes)
        let node = graph.append(
            Graph.Node(
                .convolution(window), inputs: inputs, parameters: trainableParameters, shape: shape, layer: name,
                isTrainable: trainable, penalties: regularizers.penalties))
        return graph.append(activation, after: node, shape: shape, layer: name)
    }
}
