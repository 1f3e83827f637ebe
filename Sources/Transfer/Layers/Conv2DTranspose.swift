import Compute

/// The gradient of a convolution as a layer of its own, which makes pictures larger by its strides; kernel (height, width,
/// filters, in), bias (filters).
public final class Conv2DTranspose: Layer {
    /// How many channels come out.
    public let filters: Int
    let settings: WindowSettings
    let activation: ActivationFunction
    let useBias: Bool
    let kernelInitializer: Initializer
    let biasInitializer: Initializer
    let regularizers: [Regularizer?]

    /// The layer's kind in Keras.
    public override var kind: String { "Conv2DTranspose" }

    /// Makes a layer with Keras' defaults and a square window of `kernelSize` × `kernelSize` pixels.
    public convenience init(
        _ filters: Int, kernelSize: Int, strides: Int = 1, padding: WindowPadding = .valid, dilationRate: Int = 1,
        activation: ActivationFunction = .linear, useBias: Bool = true,
        kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
        kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
    ) {
        self.init(
            filters, kernelSize: (kernelSize, kernelSize), strides: (strides, strides), padding: padding,
            dilationRate: (dilationRate, dilationRate), activation: activation, useBias: useBias,
            kernelInitializer: kernelInitializer, biasInitializer: biasInitializer,
            kernelRegularizer: kernelRegularizer, biasRegularizer: biasRegularizer, name: name)
    }

    /// Makes a layer with a window of (height, width) pixels.
    public init(
        _ filters: Int, kernelSize: (Int, Int), strides: (Int, Int) = (1, 1), padding: WindowPadding = .valid,
        dilationRate: (Int, Int) = (1, 1), activation: ActivationFunction = .linear, useBias: Bool = true,
        kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
        kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
    ) {
        self.filters = filters
        settings = WindowSettings(
            size: Extent(kernelSize), strides: Extent(strides), padding: padding, dilation: Extent(dilationRate))
        self.activation = activation
        self.useBias = useBias
        self.kernelInitializer = kernelInitializer
        self.biasInitializer = biasInitializer
        regularizers = [kernelRegularizer, biasRegularizer]
        super.init(name: name, kind: "Conv2DTranspose")
    }

    override var inputChannels: Int? { trainableParameters.first?.shape[3] }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let picture = try picture(inputShapes)
        try require(filters > 0, "filters", filters, "a positive number")
        try settings.checkDilation(in: self)
        try regularizers.check(in: self)
        let result = try window(on: picture).result
        return [result.height, result.width, filters]
    }

    /// The window of the convolution that leads from the result back to the input.
    private func window(on picture: (height: Int, width: Int, channels: Int)) throws -> (
        window: Window, result: Extent
    ) {
        let (strides, dilation) = (settings.strides, settings.dilation)
        try settings.check(in: self)
        var window = Window(size: settings.size, strides: strides, padding: Padding(), dilation: dilation)
        var result = Extent(height: picture.height * strides.height, width: picture.width * strides.width)
        if settings.padding == .valid {
            result.height += max(window.span.height - strides.height, 0)
            result.width += max(window.span.width - strides.width, 0)
        } else {
            window.padding = settings.padding.padding(picture: result, size: window.span, strides: strides)
        }
        return (window, result)
    }

    override func build(_ inputShapes: [[Int]]) throws {
        let channels = try picture(inputShapes).channels
        trainableParameters = [
            try parameter(
                "kernel", kernelInitializer, shape: [settings.size.height, settings.size.width, filters, channels])
        ]
        if useBias { trainableParameters.append(try parameter("bias", biasInitializer, shape: [filters])) }
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shapes = inputs.map { graph.nodes[$0].shape }
        let shape = try outputShape(shapes)
        let node = graph.append(
            Graph.Node(
                .transposedConvolution(try window(on: picture(shapes)).window), inputs: inputs,
                parameters: trainableParameters, shape: shape, layer: name, isTrainable: trainable,
                penalties: regularizers.penalties))
        return graph.append(activation, after: node, shape: shape, layer: name)
    }
}
