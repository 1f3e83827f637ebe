import Compute

/// One step of a model: it may own weights, and turns the shape and the numbers of its inputs into those of its output.
public class Layer {
    /// The name, unique within a model: given, or made from the kind as Keras does (`dense`, `dense_1`, …).
    public let name: String
    private var isTrainable = true
    private(set) var isBuilt = false
    /// The weights that training changes when the layer is trainable, in Keras' order.
    var trainableParameters: [Parameter] = []
    /// The weights that training never changes by gradients, in Keras' order after the others.
    var otherParameters: [Parameter] = []

    /// The layer's learning rate as a multiple of the optimizer's; of a model, that of every layer in it.
    public var learningRateMultiplier = 1.0

    /// The layer's kind, as Keras names the class.
    public var kind: String { "Layer" }

    init(name: String?, kind: String) {
        self.name = name ?? LayerNames.shared.next(kind)
    }

    /// Whether training changes the weights; a change takes effect at once, without compiling again.
    ///
    /// A batch normalization that is not trainable uses its moving statistics and leaves them alone.
    public var trainable: Bool {
        get { isTrainable }
        set { isTrainable = newValue }
    }

    /// Uses the layer on another's result.
    ///
    /// Throws `TransferError.layer` if the shape does not fit.
    public func callAsFunction(_ input: some SymbolicTensorConvertible) throws -> SymbolicTensor {
        try call([input.symbolicTensor])
    }

    /// Uses the layer on several results, as `Add` needs.
    ///
    /// Throws `TransferError.layer` if their number or shapes do not fit.
    public func callAsFunction(_ inputs: [any SymbolicTensorConvertible]) throws -> SymbolicTensor {
        try call(inputs.map(\.symbolicTensor))
    }

    func call(_ inputs: [SymbolicTensor], isInference: Bool = false) throws -> SymbolicTensor {
        let results = try results(inputs, isInference: isInference)
        guard results.count == 1 else {
            throw TransferError.model(.severalOutputs(model: name, count: results.count))
        }
        return results[0]
    }

    /// All results of using the layer on some inputs.
    func results(_ inputs: [SymbolicTensor], isInference: Bool = false) throws -> [SymbolicTensor] {
        try requireName()
        for input in inputs { try (input.call.layer as? Input)?.check() }
        let shapes = inputs.map(\.itemShape)
        let outputShapes = try outputShapes(shapes)
        for shape in outputShapes where Shapes.isTooLarge(shape) {
            throw TransferError.layer(.resultTooLarge(layer: name, shape: shape))
        }
        try buildOnce(shapes)
        let call = LayerCall(layer: self, inputs: inputs, outputShapes: outputShapes, isInference: isInference)
        return outputShapes.indices.map { SymbolicTensor(call, index: $0) }
    }

    /// Whether the shapes of its data are known, so that it has all its weights.
    var hasShape: Bool { isBuilt }

    func buildOnce(_ inputShapes: [[Int]]) throws {
        if isBuilt { return }
        try build(inputShapes)
        isBuilt = true
    }

    /// All weights, in Keras' order.
    var parameters: [Parameter] { trainableParameters + otherParameters }

    /// All weights in the order in which they are listed; of a model layer by layer.
    var listedParameters: [Parameter] { parameters }

    /// Makes the weights for inputs whose shapes have been found to fit.
    func build(_ inputShapes: [[Int]]) throws {}

    /// The shape of the result without the batch; throws if the inputs do not fit.
    func outputShape(_ inputShapes: [[Int]]) throws -> [Int] { try single(inputShapes) }

    /// The shapes of all results; a layer has one, a model may have several.
    func outputShapes(_ inputShapes: [[Int]]) throws -> [[Int]] { [try outputShape(inputShapes)] }

    /// Adds what the layer computes to a graph and returns the nodes of all its results.
    func emitAll(into graph: inout Graph, inputs: [Int]) throws -> [Int] {
        [try emit(into: &graph, inputs: inputs)]
    }

    /// Adds what the layer computes to a graph and returns the node of its result.
    func emit(into graph: inout Graph, inputs: [Int]) throws -> Int { inputs.first ?? 0 }

    /// The only input's shape.
    func single(_ inputShapes: [[Int]]) throws -> [Int] {
        guard inputShapes.count == 1 else {
            throw TransferError.layer(
                .wrongInputCount(layer: name, expected: "one input", received: inputShapes.count))
        }
        return inputShapes[0]
    }

    /// Throws unless an axis, of which the batch is number 0 and −1 the last, is the last one.
    func requireLast(_ axis: Int, of shape: [Int]) throws {
        try require(axis == -1 || axis == shape.count, "axis", axis, "−1 or \(shape.count), the last one")
    }

    /// The only input's height, width and channels.
    func picture(_ inputShapes: [[Int]]) throws -> (height: Int, width: Int, channels: Int) {
        let shape = try single(inputShapes)
        guard shape.count == 3 else {
            throw TransferError.layer(
                .wrongInputShape(layer: name, expected: "pictures (height, width, channels)", received: shape))
        }
        if let channels = inputChannels, channels != shape[2] {
            throw TransferError.layer(
                .wrongInputShape(layer: name, expected: "\(channels) channels", received: shape))
        }
        return (shape[0], shape[1], shape[2])
    }

    /// The number of channels that the layer's weights are made for.
    var inputChannels: Int? { nil }

    /// The longest extent and the most channels that a setting can ask for; products of a few stay within 64 bits.
    static let largestExtent = 1 << 20

    /// Throws unless a setting that lengthens or widens a result is a positive number, and not beyond any memory.
    func requireExtent(_ setting: String, _ value: Int) throws {
        try require(
            (1...Self.largestExtent).contains(value), setting, value, "a number from 1 to \(Self.largestExtent)")
    }

    /// Throws where the name says nothing, or has a stroke, which files have between names; messages and files tell layers
    /// apart by their names.
    func requireName() throws {
        guard name.allSatisfy(\.isWhitespace) || name.contains("/") else { return }
        throw TransferError.layer(
            .invalidSetting(
                layer: kind, setting: "the name", value: "'\(name)'",
                allowed: name.contains("/") ? "one without /" : "a name with letters, or none to have one made"))
    }

    /// Throws unless a setting is allowed.
    func require(_ condition: Bool, _ setting: String, _ value: some CustomStringConvertible, _ allowed: String) throws
    {
        guard condition else {
            throw TransferError.layer(
                .invalidSetting(layer: name, setting: setting, value: value.description, allowed: allowed))
        }
    }
}

extension Layer: CustomStringConvertible {
    /// The kind and the name.
    public var description: String { "<\(kind) name=\(name), built=\(hasShape)>" }
}
