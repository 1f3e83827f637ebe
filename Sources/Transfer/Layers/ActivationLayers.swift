import Compute

/// Applies a function to each number.
public final class Activation: Layer {
    private let function: ActivationFunction

    /// The layer's kind in Keras.
    public override var kind: String { "Activation" }

    /// Makes a layer from its function.
    public init(_ function: ActivationFunction, name: String? = nil) {
        self.function = function
        super.init(name: name, kind: "Activation")
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        graph.append(function, after: inputs[0], shape: graph.nodes[inputs[0]].shape, layer: name)
    }
}

/// f(x) = max(x, 0), cut off at `maxValue` if there is one.
public final class ReLU: Layer {
    private let maxValue: Float?

    /// The layer's kind in Keras.
    public override var kind: String { "ReLU" }

    /// Makes a layer; `maxValue: 6` gives the ReLU6 of mobile networks.
    public init(maxValue: Float? = nil, name: String? = nil) {
        self.maxValue = maxValue
        super.init(name: name, kind: "ReLU")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        try require((maxValue ?? 1) > 0, "maxValue", maxValue ?? 0, "a positive number or nil")
        return try single(inputShapes)
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        graph.append(
            Graph.Node(
                .activation(.relu(limit: maxValue)), inputs: inputs, shape: graph.nodes[inputs[0]].shape,
                layer: name))
    }
}

/// f(x)ᵢ = eˣⁱ / Σⱼ eˣʲ along the last axis.
public final class Softmax: Layer {
    /// The layer's kind in Keras.
    public override var kind: String { "Softmax" }

    /// Makes a layer.
    public init(name: String? = nil) {
        super.init(name: name, kind: "Softmax")
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        graph.append(.softmax, after: inputs[0], shape: graph.nodes[inputs[0]].shape, layer: name)
    }
}
