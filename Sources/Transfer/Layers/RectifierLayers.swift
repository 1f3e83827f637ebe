import Compute

/// f(x) = maxValue where x ≥ maxValue, x where threshold ≤ x < maxValue, else negativeSlope · (x − threshold).
public final class ReLU: Layer {
    let maxValue: Float?
    let negativeSlope: Float
    let threshold: Float

    /// The layer's kind in Keras.
    public override var kind: String { "ReLU" }

    /// Makes a layer with Keras' defaults, max(x, 0); `maxValue: 6` gives the ReLU6 of mobile networks.
    public init(maxValue: Float? = nil, negativeSlope: Float = 0, threshold: Float = 0, name: String? = nil) {
        self.maxValue = maxValue
        self.negativeSlope = negativeSlope
        self.threshold = threshold
        super.init(name: name, kind: "ReLU")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        if let maxValue {
            try require(maxValue > 0 && maxValue.isFinite, "maxValue", maxValue, "a positive number or nil")
        }
        for (setting, value) in [("negativeSlope", negativeSlope), ("threshold", threshold)] {
            try require(value >= 0 && value.isFinite, setting, value, "a number of at least 0")
        }
        return try single(inputShapes)
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let function: Compute.Activation =
            if threshold == 0 && negativeSlope == 0 {
                .relu(limit: maxValue)
            } else if threshold == 0 && maxValue == nil {
                .leakyReLU(slope: negativeSlope)
            } else {
                .rectifier(slope: negativeSlope, limit: maxValue, threshold: threshold)
            }
        return graph.append(.activation(function), onShapeOf: inputs, layer: name)
    }
}

/// f(x) = x where x > 0, else negativeSlope · x.
public final class LeakyReLU: Layer {
    let negativeSlope: Float

    /// The layer's kind in Keras.
    public override var kind: String { "LeakyReLU" }

    /// Makes a layer with Keras' default slope.
    public init(negativeSlope: Float = 0.3, name: String? = nil) {
        self.negativeSlope = negativeSlope
        super.init(name: name, kind: "LeakyReLU")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        try require(
            negativeSlope >= 0 && negativeSlope.isFinite, "negativeSlope", negativeSlope, "a number of at least 0")
        return try single(inputShapes)
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        graph.append(.activation(.leakyReLU(slope: negativeSlope)), onShapeOf: inputs, layer: name)
    }
}

/// f(x) = x where x > 0, else alpha · (eˣ − 1).
public final class ELU: Layer {
    let alpha: Float

    /// The layer's kind in Keras.
    public override var kind: String { "ELU" }

    /// Makes a layer with Keras' default factor.
    public init(alpha: Float = 1, name: String? = nil) {
        self.alpha = alpha
        super.init(name: name, kind: "ELU")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        try require(alpha.isFinite, "alpha", alpha, "a finite number")
        return try single(inputShapes)
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        graph.append(.activation(.elu(alpha: alpha)), onShapeOf: inputs, layer: name)
    }
}
