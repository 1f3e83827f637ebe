import Compute

/// What training makes small, in Keras' names and formulas.
public struct LossFunction: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case categoricalCrossentropy
        case sparseCategoricalCrossentropy
        case binaryCrossentropy
        case meanSquaredError
        case meanAbsoluteError
        case huber(delta: Double)
        case hinge
    }

    let kind: Kind
    /// How much of each target is spread evenly over all classes.
    let labelSmoothing: Double
    /// Whether the output is what would go into a softmax or sigmoid, not what comes out.
    let isOfLogits: Bool

    private init(_ kind: Kind, labelSmoothing: Double = 0, isOfLogits: Bool = false) {
        self.kind = kind
        self.labelSmoothing = labelSmoothing
        self.isOfLogits = isOfLogits
    }

    /// −Σ t·log p for targets t given as one probability a class (one-hot).
    public static let categoricalCrossentropy = LossFunction(.categoricalCrossentropy)

    /// −log p of the right class, for targets given as class numbers.
    public static let sparseCategoricalCrossentropy = LossFunction(.sparseCategoricalCrossentropy)

    /// The mean of −t·log p − (1 − t)·log(1 − p) for targets t of 0 and 1.
    public static let binaryCrossentropy = LossFunction(.binaryCrossentropy)

    /// The mean of (y − t)².
    public static let meanSquaredError = LossFunction(.meanSquaredError)

    /// The mean of |y − t|.
    public static let meanAbsoluteError = LossFunction(.meanAbsoluteError)

    /// Huber's loss with δ = 1: quadratic near the target, linear away from it.
    public static let huber = LossFunction(.huber(delta: 1))

    /// The mean of max(1 − t·y, 0) for targets t of −1 and 1; targets of 0 and 1 are converted.
    public static let hinge = LossFunction(.hinge)

    /// Crossentropy with targets t(1 − s) + s/K for K classes and a smoothing s of 0 to 1.
    ///
    /// With `fromLogits` the model ends without softmax, and p is the softmax of its output.
    public static func categoricalCrossentropy(
        fromLogits: Bool = false, labelSmoothing: Double = 0
    ) -> LossFunction {
        LossFunction(.categoricalCrossentropy, labelSmoothing: labelSmoothing, isOfLogits: fromLogits)
    }

    /// Crossentropy of class numbers; as in Keras, only targets with a number for each class can be smoothed.
    ///
    /// With `fromLogits` the model ends without softmax, and p is the softmax of its output.
    public static func sparseCategoricalCrossentropy(fromLogits: Bool = false) -> LossFunction {
        LossFunction(.sparseCategoricalCrossentropy, isOfLogits: fromLogits)
    }

    /// Binary crossentropy with targets t(1 − s) + s/2 for a smoothing s of 0 to 1.
    ///
    /// With `fromLogits` the model ends without sigmoid, and p is the sigmoid of its output.
    public static func binaryCrossentropy(fromLogits: Bool = false, labelSmoothing: Double = 0) -> LossFunction {
        LossFunction(.binaryCrossentropy, labelSmoothing: labelSmoothing, isOfLogits: fromLogits)
    }

    /// Huber's loss: the mean of (y − t)²/2 where |y − t| ≤ δ, else δ·|y − t| − δ²/2.
    public static func huber(delta: Double) -> LossFunction { LossFunction(.huber(delta: delta)) }

    var name: String {
        switch kind {
        case .categoricalCrossentropy: ".categoricalCrossentropy"
        case .sparseCategoricalCrossentropy: ".sparseCategoricalCrossentropy"
        case .binaryCrossentropy: ".binaryCrossentropy"
        case .meanSquaredError: ".meanSquaredError"
        case .meanAbsoluteError: ".meanAbsoluteError"
        case .huber: ".huber"
        case .hinge: ".hinge"
        }
    }

    /// The kernels' loss.
    var kernel: Loss {
        switch kind {
        case .categoricalCrossentropy, .sparseCategoricalCrossentropy:
            isOfLogits ? .crossentropyOfLogits : .crossentropy
        case .binaryCrossentropy: isOfLogits ? .binaryCrossentropyOfLogits : .binaryCrossentropy
        case .meanSquaredError: .meanSquaredError
        case .meanAbsoluteError: .meanAbsoluteError
        case .huber(let delta): .huber(delta: Float(delta))
        case .hinge: .hinge
        }
    }

    /// Whether the targets are class numbers.
    var isSparse: Bool { kind == .sparseCategoricalCrossentropy }

    /// Whether the targets are classes, so that an accuracy makes sense.
    var isOfClasses: Bool {
        switch kind {
        case .categoricalCrossentropy, .sparseCategoricalCrossentropy, .binaryCrossentropy: true
        case .meanSquaredError, .meanAbsoluteError, .huber, .hinge: false
        }
    }

    /// The same loss of what comes out of a softmax or sigmoid.
    var ofProbabilities: LossFunction { LossFunction(kind, labelSmoothing: labelSmoothing) }

    /// The activation that a model must not end in, because the loss contains it.
    var containedActivation: ActivationFunction? {
        guard isOfLogits else { return nil }
        return kind == .binaryCrossentropy ? .sigmoid : .softmax
    }

    /// Throws if a setting is outside what is allowed.
    func check() throws {
        try TrainingProblem.require(
            labelSmoothing >= 0 && labelSmoothing <= 1, "labelSmoothing", labelSmoothing, "a number from 0 to 1")
        if case .huber(let delta) = kind {
            try TrainingProblem.require(
                delta > 0 && Float(delta).isFinite, "the delta of huber", delta, "a number above 0")
        }
    }
}
