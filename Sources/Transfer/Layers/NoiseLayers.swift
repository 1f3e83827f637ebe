import Compute

/// In training sets the fraction `rate` of the numbers to 0 and multiplies the others by 1/(1 − rate).
public final class Dropout: Layer {
    let rate: Float

    /// The layer's kind in Keras.
    public override var kind: String { "Dropout" }

    /// Makes a layer from the fraction to drop, at least 0 and below 1.
    public init(_ rate: Float, name: String? = nil) {
        self.rate = rate
        super.init(name: name, kind: "Dropout")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        try require(rate >= 0 && rate < 1, "rate", rate, "a number of at least 0 and below 1")
        return try single(inputShapes)
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        graph.append(.dropout(rate: rate, wholeChannels: false), onShapeOf: inputs, layer: name)
    }
}

/// In training sets the fraction `rate` of each picture's channels to 0 and multiplies the others by 1/(1 − rate).
public final class SpatialDropout2D: Layer {
    let rate: Float

    /// The layer's kind in Keras.
    public override var kind: String { "SpatialDropout2D" }

    /// Makes a layer from the fraction to drop, at least 0 and below 1.
    public init(_ rate: Float, name: String? = nil) {
        self.rate = rate
        super.init(name: name, kind: "SpatialDropout2D")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        try require(rate >= 0 && rate < 1, "rate", rate, "a number of at least 0 and below 1")
        let picture = try picture(inputShapes)
        return [picture.height, picture.width, picture.channels]
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        graph.append(.dropout(rate: rate, wholeChannels: true), onShapeOf: inputs, layer: name)
    }
}

/// In training adds numbers of a normal distribution around 0.
public final class GaussianNoise: Layer {
    let stddev: Float

    /// The layer's kind in Keras.
    public override var kind: String { "GaussianNoise" }

    /// Makes a layer from the noise's standard deviation, from 0 to 1 as in Keras.
    public init(_ stddev: Float, name: String? = nil) {
        self.stddev = stddev
        super.init(name: name, kind: "GaussianNoise")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        try require(stddev >= 0 && stddev <= 1, "stddev", stddev, "a number from 0 to 1")
        return try single(inputShapes)
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        graph.append(.gaussianNoise(deviation: stddev), onShapeOf: inputs, layer: name)
    }
}
