import Compute

/// A convolution of pictures; kernel (height, width, in, filters), bias (filters).
public final class Conv2D: Layer {
    /// How many channels come out.
    public let filters: Int
    private let settings: WindowSettings
    private let activation: ActivationFunction
    private let useBias: Bool
    private let kernelInitializer: Initializer
    private let biasInitializer: Initializer

    /// The layer's kind in Keras.
    public override var kind: String { "Conv2D" }

    /// Makes a layer with Keras' defaults and a square window of `kernelSize` × `kernelSize` pixels.
    public convenience init(
        _ filters: Int, kernelSize: Int, strides: Int = 1, padding: WindowPadding = .valid,
        activation: ActivationFunction = .linear, useBias: Bool = true,
        kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros, name: String? = nil
    ) {
        self.init(
            filters, kernelSize: (kernelSize, kernelSize), strides: (strides, strides), padding: padding,
            activation: activation, useBias: useBias, kernelInitializer: kernelInitializer,
            biasInitializer: biasInitializer, name: name)
    }

    /// Makes a layer with a window of (height, width) pixels.
    public init(
        _ filters: Int, kernelSize: (Int, Int), strides: (Int, Int) = (1, 1), padding: WindowPadding = .valid,
        activation: ActivationFunction = .linear, useBias: Bool = true,
        kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros, name: String? = nil
    ) {
        self.filters = filters
        settings = WindowSettings(
            size: Extent(height: kernelSize.0, width: kernelSize.1),
            strides: Extent(height: strides.0, width: strides.1), padding: padding)
        self.activation = activation
        self.useBias = useBias
        self.kernelInitializer = kernelInitializer
        self.biasInitializer = biasInitializer
        super.init(name: name, kind: "Conv2D")
    }

    override var inputChannels: Int? { trainableParameters.first?.shape[2] }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let picture = try picture(inputShapes)
        try require(filters > 0, "filters", filters, "a positive number")
        let result = try settings.window(
            on: Extent(height: picture.height, width: picture.width), layer: self
        ).result
        return [result.height, result.width, filters]
    }

    override func build(_ inputShapes: [[Int]]) throws {
        let channels = try picture(inputShapes).channels
        trainableParameters = [
            kernelInitializer.parameter(
                "kernel", shape: [settings.size.height, settings.size.width, channels, filters])
        ]
        if useBias { trainableParameters.append(biasInitializer.parameter("bias", shape: [filters])) }
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
                isTrainable: trainable))
        return graph.append(activation, after: node, shape: shape, layer: name)
    }
}
