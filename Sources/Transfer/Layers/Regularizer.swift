import Compute

/// What the size of a layer's weights adds to the loss while the layer is trainable, in Keras' names and formulas.
public struct Regularizer: Hashable, Sendable {
    let penalty: Penalty

    /// Adds factor · Σ|w|.
    public static func l1(_ factor: Float = 0.01) -> Regularizer { Regularizer(penalty: Penalty(l1: factor)) }

    /// Adds factor · Σw².
    public static func l2(_ factor: Float = 0.01) -> Regularizer { Regularizer(penalty: Penalty(l2: factor)) }

    /// Adds l1 · Σ|w| + l2 · Σw².
    public static func l1l2(l1: Float = 0, l2: Float = 0) -> Regularizer {
        Regularizer(penalty: Penalty(l1: l1, l2: l2))
    }

    /// Throws unless the factors are numbers of at least 0.
    func check(in layer: Layer) throws {
        for factor in [penalty.l1, penalty.l2] {
            try layer.require(
                factor >= 0 && factor.isFinite, "a regularizer's factor", factor, "a number of at least 0")
        }
    }
}

extension [Regularizer?] {
    /// The penalties of a layer's weights, in order.
    var penalties: [Penalty?] { map { $0?.penalty } }

    /// Throws unless all factors are numbers of at least 0.
    func check(in layer: Layer) throws {
        for regularizer in self { try regularizer?.check(in: layer) }
    }
}
