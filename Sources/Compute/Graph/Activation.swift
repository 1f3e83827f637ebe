/// A function applied to every element, or (softmax) along the last axis.
package enum Activation: Hashable, Sendable {
    /// f(x) = x.
    case linear
    /// f(x) = max(x, 0), cut off at the limit if there is one.
    case relu(limit: Float?)
    /// f(x) = x where x > 0, else slope·x.
    case leakyReLU(slope: Float)
    /// f(x) = limit where x ≥ limit, x where threshold ≤ x < limit, else slope·(x − threshold).
    case rectifier(slope: Float, limit: Float?, threshold: Float)
    /// f(x) = x where x > 0, else α·(eˣ − 1).
    case elu(alpha: Float)
    /// f(x) = x / (1 + e⁻ˣ).
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
    /// f(x)ᵢ = eˣⁱ / Σⱼ eˣʲ.
    case softmax

    /// Whether the function works element by element in a kernel of oneDNN, and so can be fused.
    var isElementwise: Bool {
        switch self {
        case .softmax, .rectifier, .linear: false
        default: true
        }
    }

    /// Whether the derivative follows from the function's value alone, so that its argument need not be kept.
    var isDifferentiatedFromResult: Bool {
        switch self {
        case .linear, .relu, .sigmoid, .tanh, .exponential, .softmax: true
        // With a negative factor a result does not tell which side of 0 its argument was on.
        case .leakyReLU(let factor), .elu(let factor): factor >= 0
        case .swish, .gelu, .softplus, .rectifier: false
        }
    }
}
