/// How an optimizer turns a gradient g into a change of a parameter p, in Keras' formulas; η is the rate, t the step.
package enum UpdateRule: Hashable, Sendable {
    /// m ← μ·m − η·g; p ← p + m, or with Nesterov's look ahead p ← p + μ·m − η·g.
    case sgd(momentum: Float, nesterov: Bool)
    /// m ← m + (g − m)(1 − β₁); v ← v + (g² − v)(1 − β₂); p ← p − α·m/(√v + ε) with α = η·√(1 − β₂ᵗ)/(1 − β₁ᵗ).
    ///
    /// With `amsgrad` the largest v so far takes v's place.
    case adam(beta1: Float, beta2: Float, epsilon: Float, amsgrad: Bool)
    /// v ← ρ·v + (1 − ρ)g²; p ← p − η·g/√(v + ε), or with momentum m ← μ·m + η·g/√(v + ε) and p ← p − m.
    ///
    /// When centred, v less the square of the mean gradient takes v's place.
    case rmsprop(rho: Float, momentum: Float, epsilon: Float, centered: Bool)
    /// a ← a + g², from a given beginning; p ← p − η·g/√(a + ε).
    case adagrad(initialAccumulator: Float, epsilon: Float)
    /// a ← ρ·a + (1 − ρ)g²; d = −g·√(b + ε)/√(a + ε); b ← ρ·b + (1 − ρ)d²; p ← p + η·d.
    case adadelta(rho: Float, epsilon: Float)
    /// Adam with Nesterov's look ahead, its momentum growing from β₁/2 as uₜ = β₁(1 − ½·0.96ᵗ) (Dozat 2016).
    case nadam(beta1: Float, beta2: Float, epsilon: Float)

    /// What each of the arrays begins with that the rule remembers of a parameter.
    var initialMemory: [Float] {
        switch self {
        case .sgd(let momentum, _): momentum == 0 ? [] : [0]
        case .adam(_, _, _, let amsgrad): amsgrad ? [0, 0, 0] : [0, 0]
        case .rmsprop(_, let momentum, _, let centered): [0] + (momentum > 0 ? [0] : []) + (centered ? [0] : [])
        case .adagrad(let initial, _): [initial]
        case .adadelta, .nadam: [0, 0]
        }
    }
}
