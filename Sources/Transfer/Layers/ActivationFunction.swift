import Compute

/// What a layer does to each number of its result, in Keras' names.
public enum ActivationFunction: Hashable, Sendable {
    /// f(x) = x.
    case linear
    /// f(x) = max(x, 0).
    case relu
    /// f(x) = min(max(x, 0), 6).
    case relu6
    /// f(x) = 1 / (1 + e⁻ˣ).
    case sigmoid
    /// f(x) = tanh x.
    case tanh
    /// f(x)ᵢ = eˣⁱ / Σⱼ eˣʲ along the last axis.
    case softmax

    var operation: Compute.Activation {
        switch self {
        case .linear: .linear
        case .relu: .relu(limit: nil)
        case .relu6: .relu(limit: 6)
        case .sigmoid: .sigmoid
        case .tanh: .tanh
        case .softmax: .softmax
        }
    }
}

extension Graph {
    /// Adds an activation after a node, or nothing for a linear one.
    mutating func append(_ activation: ActivationFunction, after node: Int, shape: [Int], layer: String) -> Int {
        guard activation != .linear else { return node }
        return append(Node(.activation(activation.operation), inputs: [node], shape: shape, layer: layer))
    }
}
