import Compute

/// output = input · scale + offset.
public final class Rescaling: Layer {
    let scale: Float
    let offset: Float

    /// The layer's kind in Keras.
    public override var kind: String { "Rescaling" }

    /// Makes a layer; `Rescaling(1 / 255)` brings pixels into 0...1.
    public init(_ scale: Float, offset: Float = 0, name: String? = nil) {
        self.scale = scale
        self.offset = offset
        super.init(name: name, kind: "Rescaling")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        try require(scale.isFinite, "scale", scale, "a finite number such as 1 / 255")
        try require(offset.isFinite, "offset", offset, "a finite number")
        return try single(inputShapes)
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        graph.append(.rescaling(scale: scale, offset: offset), onShapeOf: inputs, layer: name)
    }
}
