import Compute

/// A convolution of every channel by itself; kernel (height, width, in, multiplier), bias (in · multiplier).
public final class DepthwiseConv2D: Layer {
    let settings: WindowSettings
    let depthMultiplier: Int
    let activation: ActivationFunction
    let useBias: Bool
    let depthwiseInitializer: Initializer
    let biasInitializer: Initializer
    let regularizers: [Regularizer?]

    /// The layer's kind in Keras.
    public override var kind: String { "DepthwiseConv2D" }

    /// Makes a layer with Keras' defaults and a square window of `kernelSize` × `kernelSize` pixels.
    public convenience init(
        kernelSize: Int, strides: Int = 1, padding: WindowPadding = .valid, dilationRate: Int = 1,
        depthMultiplier: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
        depthwiseInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
        depthwiseRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
    ) {
        self.init(
            kernelSize: (kernelSize, kernelSize), strides: (strides, strides), padding: padding,
            dilationRate: (dilationRate, dilationRate), depthMultiplier: depthMultiplier, activation: activation,
            useBias: useBias, depthwiseInitializer: depthwiseInitializer, biasInitializer: biasInitializer,
            depthwiseRegularizer: depthwiseRegularizer, biasRegularizer: biasRegularizer, name: name)
    }

    /// Makes a layer with a window of (height, width) pixels.
    public init(
        kernelSize: (Int, Int), strides: (Int, Int) = (1, 1), padding: WindowPadding = .valid,
        dilationRate: (Int, Int) = (1, 1), depthMultiplier: Int = 1, activation: ActivationFunction = .linear,
        useBias: Bool = true, depthwiseInitializer: Initializer = .glorotUniform,
        biasInitializer: Initializer = .zeros, depthwiseRegularizer: Regularizer? = nil,
        biasRegularizer: Regularizer? = nil, name: String? = nil
    ) {
        settings = WindowSettings(
            size: Extent(kernelSize), strides: Extent(strides), padding: padding, dilation: Extent(dilationRate))
        regularizers = [depthwiseRegularizer, biasRegularizer]
        self.depthMultiplier = depthMultiplier
        self.activation = activation
        self.useBias = useBias
        self.depthwiseInitializer = depthwiseInitializer
        self.biasInitializer = biasInitializer
        super.init(name: name, kind: "DepthwiseConv2D")
    }

    override var inputChannels: Int? { trainableParameters.first?.shape[2] }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let picture = try picture(inputShapes)
        try requireExtent("depthMultiplier", depthMultiplier)
        try regularizers.check(in: self)
        let result = try settings.window(
            on: Extent(height: picture.height, width: picture.width), layer: self
        ).result
        return [result.height, result.width, picture.channels * depthMultiplier]
    }

    override func build(_ inputShapes: [[Int]]) throws {
        let channels = try picture(inputShapes).channels
        let size = settings.size
        trainableParameters = [
            try parameter("kernel", depthwiseInitializer, shape: [size.height, size.width, channels, depthMultiplier])
        ]
        if useBias {
            trainableParameters.append(try parameter("bias", biasInitializer, shape: [channels * depthMultiplier]))
        }
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shapes = inputs.map { graph.nodes[$0].shape }
        let picture = try picture(shapes)
        let (window, _) = try settings.window(
            on: Extent(height: picture.height, width: picture.width), layer: self)
        let shape = try outputShape(shapes)
        let node = graph.append(
            Graph.Node(
                .depthwiseConvolution(window), inputs: inputs, parameters: trainableParameters, shape: shape,
                layer: name, isTrainable: trainable, penalties: regularizers.penalties))
        return graph.append(activation, after: node, shape: shape, layer: name)
    }
}
