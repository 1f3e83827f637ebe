import Compute

/// A layer that takes one number from each window of each channel.
public class Pooling2D: Layer {
    let settings: WindowSettings
    private let operation: PoolingKind

    fileprivate init(
        _ operation: PoolingKind, kind: String, poolSize: (Int, Int), strides: (Int, Int)?, padding: WindowPadding,
        name: String?
    ) {
        self.operation = operation
        settings = WindowSettings(size: Extent(poolSize), strides: Extent(strides ?? poolSize), padding: padding)
        super.init(name: name, kind: kind)
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let picture = try picture(inputShapes)
        let result = try settings.window(
            on: Extent(height: picture.height, width: picture.width), layer: self
        ).result
        return [result.height, result.width, picture.channels]
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shapes = inputs.map { graph.nodes[$0].shape }
        let picture = try picture(shapes)
        let (window, _) = try settings.window(
            on: Extent(height: picture.height, width: picture.width), layer: self)
        return graph.append(
            Graph.Node(.pooling(operation, window), inputs: inputs, shape: try outputShape(shapes), layer: name))
    }
}

/// The largest number of each window.
public final class MaxPooling2D: Pooling2D {
    /// The layer's kind in Keras.
    public override var kind: String { "MaxPooling2D" }

    /// Makes a layer with a window of `poolSize` × `poolSize` pixels; the strides are as large unless given.
    public convenience init(
        poolSize: Int = 2, strides: Int? = nil, padding: WindowPadding = .valid, name: String? = nil
    ) {
        self.init(
            poolSize: (poolSize, poolSize), strides: strides.map { ($0, $0) }, padding: padding, name: name)
    }

    /// Makes a layer with a window of (height, width) pixels; the strides are as large unless given.
    public init(
        poolSize: (Int, Int), strides: (Int, Int)? = nil, padding: WindowPadding = .valid, name: String? = nil
    ) {
        super.init(
            .maximum, kind: "MaxPooling2D", poolSize: poolSize, strides: strides, padding: padding, name: name)
    }
}

/// The mean of each window; cells beyond the border do not count.
public final class AveragePooling2D: Pooling2D {
    /// The layer's kind in Keras.
    public override var kind: String { "AveragePooling2D" }

    /// Makes a layer with a window of `poolSize` × `poolSize` pixels; the strides are as large unless given.
    public convenience init(
        poolSize: Int = 2, strides: Int? = nil, padding: WindowPadding = .valid, name: String? = nil
    ) {
        self.init(
            poolSize: (poolSize, poolSize), strides: strides.map { ($0, $0) }, padding: padding, name: name)
    }

    /// Makes a layer with a window of (height, width) pixels; the strides are as large unless given.
    public init(
        poolSize: (Int, Int), strides: (Int, Int)? = nil, padding: WindowPadding = .valid, name: String? = nil
    ) {
        super.init(
            .average, kind: "AveragePooling2D", poolSize: poolSize, strides: strides, padding: padding, name: name)
    }
}

/// A layer that takes one number from each channel of the whole picture.
public class GlobalPooling2D: Layer {
    private let operation: PoolingKind
    let keepDimensions: Bool

    fileprivate init(_ operation: PoolingKind, kind: String, keepDimensions: Bool, name: String?) {
        self.operation = operation
        self.keepDimensions = keepDimensions
        super.init(name: name, kind: kind)
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let channels = try picture(inputShapes).channels
        return keepDimensions ? [1, 1, channels] : [channels]
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shape = try outputShape(inputs.map { graph.nodes[$0].shape })
        return graph.append(Graph.Node(.globalPooling(operation), inputs: inputs, shape: shape, layer: name))
    }
}

/// The mean of each channel.
public final class GlobalAveragePooling2D: GlobalPooling2D {
    /// The layer's kind in Keras.
    public override var kind: String { "GlobalAveragePooling2D" }

    /// Makes a layer; with `keepDimensions` the result is a picture of one pixel, else a vector.
    public init(keepDimensions: Bool = false, name: String? = nil) {
        super.init(.average, kind: "GlobalAveragePooling2D", keepDimensions: keepDimensions, name: name)
    }
}

/// The largest number of each channel.
public final class GlobalMaxPooling2D: GlobalPooling2D {
    /// The layer's kind in Keras.
    public override var kind: String { "GlobalMaxPooling2D" }

    /// Makes a layer; with `keepDimensions` the result is a picture of one pixel, else a vector.
    public init(keepDimensions: Bool = false, name: String? = nil) {
        super.init(.maximum, kind: "GlobalMaxPooling2D", keepDimensions: keepDimensions, name: name)
    }
}
