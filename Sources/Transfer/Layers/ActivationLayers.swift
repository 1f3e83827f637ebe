import Compute

/// Applies a function to each number.
public class Activation: Layer {
    let function: ActivationFunction

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

/// f(x) = x / (1 + e⁻ˣ); in Keras `Activation("swish")`.
public final class Swish: Activation {
    /// Makes a layer.
    public init(name: String? = nil) { super.init(.swish, name: name) }
}

/// f(x) = 1 / (1 + e⁻ˣ); in Keras `Activation("sigmoid")`.
public final class Sigmoid: Activation {
    /// Makes a layer.
    public init(name: String? = nil) { super.init(.sigmoid, name: name) }
}

/// f(x) = tanh x; in Keras `Activation("tanh")`.
public final class Tanh: Activation {
    /// Makes a layer.
    public init(name: String? = nil) { super.init(.tanh, name: name) }
}

/// f(x)ᵢ = eˣⁱ / Σⱼ eˣʲ along the last axis.
public final class Softmax: Layer {
    /// The axis along which the results' sum is 1; only the last one works.
    var axis = -1

    /// The layer's kind in Keras.
    public override var kind: String { "Softmax" }

    /// Makes a layer.
    public init(name: String? = nil) {
        super.init(name: name, kind: "Softmax")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let shape = try single(inputShapes)
        try requireLast(axis, of: shape)
        return shape
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        graph.append(.softmax, after: inputs[0], shape: graph.nodes[inputs[0]].shape, layer: name)
    }
}
