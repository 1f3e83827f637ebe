import Compute

/// Brings pictures to a height and width, as TensorFlow does: pixel centres at half numbers, no smoothing when shrinking.
public final class Resizing: Layer {
    let height: Int
    let width: Int
    let interpolation: Interpolation

    /// The layer's kind in Keras.
    public override var kind: String { "Resizing" }

    /// Makes a layer from the pictures' new height and width in pixels.
    public init(height: Int, width: Int, interpolation: Interpolation = .bilinear, name: String? = nil) {
        self.height = height
        self.width = width
        self.interpolation = interpolation
        super.init(name: name, kind: "Resizing")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        try requireExtent("height", height)
        try requireExtent("width", width)
        return [height, width, try picture(inputShapes).channels]
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shape = try outputShape(inputs.map { graph.nodes[$0].shape })
        return graph.append(
            Graph.Node(.resampling(interpolation.resampling), inputs: inputs, shape: shape, layer: name))
    }
}

/// Makes pictures larger by whole factors.
public final class UpSampling2D: Layer {
    let size: (Int, Int)
    let interpolation: Interpolation

    /// The layer's kind in Keras.
    public override var kind: String { "UpSampling2D" }

    /// Makes a layer with one factor for height and width.
    public convenience init(size: Int = 2, interpolation: Interpolation = .nearest, name: String? = nil) {
        self.init(size: (size, size), interpolation: interpolation, name: name)
    }

    /// Makes a layer from the factors of height and width.
    public init(size: (Int, Int), interpolation: Interpolation = .nearest, name: String? = nil) {
        self.size = size
        self.interpolation = interpolation
        super.init(name: name, kind: "UpSampling2D")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        for factor in [size.0, size.1] { try requireExtent("size", factor) }
        let picture = try picture(inputShapes)
        return [picture.height * size.0, picture.width * size.1, picture.channels]
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shape = try outputShape(inputs.map { graph.nodes[$0].shape })
        return graph.append(
            Graph.Node(.resampling(interpolation.resampling), inputs: inputs, shape: shape, layer: name))
    }
}

extension Interpolation {
    var resampling: Resampling {
        switch self {
        case .nearest: .nearest
        case .bilinear: .bilinear
        }
    }
}
