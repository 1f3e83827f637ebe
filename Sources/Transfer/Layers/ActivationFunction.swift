import Compute

/// What a layer does to each number of its result, in Keras' names.
public enum ActivationFunction: Hashable, Sendable {
    /// f(x) = x.
    case linear
    /// f(x) = max(x, 0).
    case relu
    /// f(x) = min(max(x, 0), 6).
    case relu6
    /// f(x) = x where x > 0, else 0.2·x; `LeakyReLU` takes other slopes.
    case leakyReLU
    /// f(x) = x where x > 0, else eˣ − 1; `ELU` takes other factors.
    case elu
    /// f(x) = x / (1 + e⁻ˣ), also called SiLU.
    case swish
    /// f(x) = x·Φ(x), Φ the distribution function of the normal distribution.
    case gelu
    /// f(x) = log(1 + eˣ).
    case softplus
    /// f(x) = eˣ.
    case exponential
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
        case .leakyReLU: .leakyReLU(slope: 0.2)
        case .elu: .elu(alpha: 1)
        case .swish: .swish
        case .gelu: .gelu
        case .softplus: .softplus
        case .exponential: .exponential
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
