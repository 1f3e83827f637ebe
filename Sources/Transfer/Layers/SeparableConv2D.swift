import Compute

/// A convolution of every channel by itself, and then one of single pixels over all channels; depthwise kernel (height,
/// width, in, multiplier), pointwise kernel (1, 1, in · multiplier, filters), bias (filters).
public final class SeparableConv2D: Layer {
    /// How many channels come out.
    public let filters: Int
    let settings: WindowSettings
    let depthMultiplier: Int
    let activation: ActivationFunction
    let useBias: Bool
    let initializers: (depthwise: Initializer, pointwise: Initializer, bias: Initializer)
    let regularizers: [Regularizer?]

    /// The layer's kind in Keras.
    public override var kind: String { "SeparableConv2D" }

    /// Makes a layer with Keras' defaults and a square window of `kernelSize` × `kernelSize` pixels.
    public convenience init(
        _ filters: Int, kernelSize: Int, strides: Int = 1, padding: WindowPadding = .valid, dilationRate: Int = 1,
        depthMultiplier: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
        depthwiseInitializer: Initializer = .glorotUniform, pointwiseInitializer: Initializer = .glorotUniform,
        biasInitializer: Initializer = .zeros, depthwiseRegularizer: Regularizer? = nil,
        pointwiseRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
    ) {
        self.init(
            filters, kernelSize: (kernelSize, kernelSize), strides: (strides, strides), padding: padding,
            dilationRate: (dilationRate, dilationRate), depthMultiplier: depthMultiplier, activation: activation,
            useBias: useBias, depthwiseInitializer: depthwiseInitializer, pointwiseInitializer: pointwiseInitializer,
            biasInitializer: biasInitializer, depthwiseRegularizer: depthwiseRegularizer,
            pointwiseRegularizer: pointwiseRegularizer, biasRegularizer: biasRegularizer, name: name)
    }

    /// Makes a layer with a window of (height, width) pixels.
    public init(
        _ filters: Int, kernelSize: (Int, Int), strides: (Int, Int) = (1, 1), padding: WindowPadding = .valid,
        dilationRate: (Int, Int) = (1, 1), depthMultiplier: Int = 1, activation: ActivationFunction = .linear,
        useBias: Bool = true, depthwiseInitializer: Initializer = .glorotUniform,
        pointwiseInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
        depthwiseRegularizer: Regularizer? = nil, pointwiseRegularizer: Regularizer? = nil,
        biasRegularizer: Regularizer? = nil, name: String? = nil
    ) {
        self.filters = filters
        settings = WindowSettings(
            size: Extent(kernelSize), strides: Extent(strides), padding: padding, dilation: Extent(dilationRate))
        self.depthMultiplier = depthMultiplier
        self.activation = activation
        self.useBias = useBias
        initializers = (depthwiseInitializer, pointwiseInitializer, biasInitializer)
        regularizers = [depthwiseRegularizer, pointwiseRegularizer, biasRegularizer]
        super.init(name: name, kind: "SeparableConv2D")
    }

    override var inputChannels: Int? { trainableParameters.first?.shape[2] }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let picture = try picture(inputShapes)
        try require(filters > 0, "filters", filters, "a positive number")
        try requireExtent("depthMultiplier", depthMultiplier)
        try regularizers.check(in: self)
        let result = try settings.window(
            on: Extent(height: picture.height, width: picture.width), layer: self
        ).result
        return [result.height, result.width, filters]
    }

    override func build(_ inputShapes: [[Int]]) throws {
        let channels = try picture(inputShapes).channels
        let size = settings.size
        trainableParameters = [
            try parameter(
                "depthwise_kernel", initializers.depthwise, shape: [size.height, size.width, channels, depthMultiplier]),
            try parameter(
                "pointwise_kernel", initializers.pointwise, shape: [1, 1, channels * depthMultiplier, filters]),
        ]
        if useBias { trainableParameters.append(try parameter("bias", initializers.bias, shape: [filters])) }
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shapes = inputs.map { graph.nodes[$0].shape }
        let picture = try picture(shapes)
        let (window, _) = try settings.window(
            on: Extent(height: picture.height, width: picture.width), layer: self)
        let shape = try outputShape(shapes)
        let one = Extent(height: 1, width: 1)
        let depthwise = graph.append(
            Graph.Node(
                .depthwiseConvolution(window), inputs: inputs, parameters: Array(trainableParameters.prefix(1)),
                shape: shape.dropLast() + [picture.channels * depthMultiplier], layer: name, isTrainable: trainable,
                penalties: regularizers.prefix(1).map { $0?.penalty }))
        let pointwise = graph.append(
            Graph.Node(
                .convolution(Window(size: one, strides: one, padding: Padding())), inputs: [depthwise],
                parameters: Array(trainableParameters.dropFirst()), shape: shape, layer: name, isTrainable: trainable,
                penalties: regularizers.dropFirst().map { $0?.penalty }))
        return graph.append(activation, after: pointwise, shape: shape, layer: name)
    }
}
