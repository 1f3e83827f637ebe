import Compute

/// What training makes small, in Keras' names.
public enum LossFunction: Hashable, Sendable {
    /// −Σ t·log p for targets t given as one probability a class (one-hot).
    case categoricalCrossentropy
    /// −log p of the right class, for targets given as class numbers.
    case sparseCategoricalCrossentropy

    var name: String {
        switch self {
        case .categoricalCrossentropy: ".categoricalCrossentropy"
        case .sparseCategoricalCrossentropy: ".sparseCategoricalCrossentropy"
        }
    }
}

/// What is told of a model besides its loss, in Keras' names.
public enum EvaluationMetric: Hashable, Sendable {
    /// The fraction of the samples whose most probable class is the right one.
    case accuracy
}
