/// A function applied to every element, or (softmax) along the last axis.
package enum Activation: Hashable, Sendable {
    /// f(x) = x.
    case linear
    /// f(x) = max(x, 0), cut off at the limit if there is one.
    case relu(limit: Float?)
    /// f(x) = 1 / (1 + e⁻ˣ).
    case sigmoid
    /// f(x) = tanh x.
    case tanh
    /// f(x)ᵢ = eˣⁱ / Σⱼ eˣʲ.
    case softmax
}
