import Compute

/// The sum of two or more inputs of one shape.
public final class Add: Layer {
    /// The layer's kind in Keras.
    public override var kind: String { "Add" }

    /// Makes a layer; call it on a list: `try Add()([a, b])`.
    public init(name: String? = nil) {
        super.init(name: name, kind: "Add")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        guard inputShapes.count >= 2 else {
            throw TransferError.layer(
                .wrongInputCount(layer: name, expected: "two inputs or more", received: inputShapes.count))
        }
        for shape in inputShapes where shape != inputShapes[0] {
            throw TransferError.layer(
                .wrongInputShape(
                    layer: name, expected: "inputs of one shape, \(Shapes.text(inputShapes[0]))", received: shape))
        }
        return inputShapes[0]
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        graph.append(Graph.Node(.add, inputs: inputs, shape: graph.nodes[inputs[0]].shape, layer: name))
    }
}

/// Turns each sample into a vector, row by row.
public final class Flatten: Layer {
    /// The layer's kind in Keras.
    public override var kind: String { "Flatten" }

    /// Makes a layer.
    public init(name: String? = nil) {
        super.init(name: name, kind: "Flatten")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] { [try single(inputShapes).reduce(1, *)] }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shape = [graph.nodes[inputs[0]].shape.reduce(1, *)]
        return graph.append(Graph.Node(.reshape, inputs: inputs, shape: shape, layer: name))
    }
}

/// In training sets the fraction `rate` of the numbers to 0 and multiplies the others by 1/(1 − rate).
public final class Dropout: Layer {
    private let rate: Float

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
        graph.append(
            Graph.Node(.dropout(rate: rate, wholeChannels: false), inputs: inputs, shape: graph.nodes[inputs[0]].shape, layer: name))
    }
}

/// output = input · scale + offset.
public final class Rescaling: Layer {
    private let scale: Float
    private let offset: Float

    /// The layer's kind in Keras.
    public override var kind: String { "Rescaling" }

    /// Makes a layer; `Rescaling(1 / 255)` brings pixels into 0...1.
    public init(_ scale: Float, offset: Float = 0, name: String? = nil) {
        self.scale = scale
        self.offset = offset
        super.init(name: name, kind: "Rescaling")
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        graph.append(
            Graph.Node(
                .rescaling(scale: scale, offset: offset), inputs: inputs, shape: graph.nodes[inputs[0]].shape,
                layer: name))
    }
}

/// Adds cells of 0 around pictures.
public final class ZeroPadding2D: Layer {
    private let padding: Padding

    /// The layer's kind in Keras.
    public override var kind: String { "ZeroPadding2D" }

    /// Makes a layer that adds the same number of rows and columns on every side.
    public convenience init(padding: Int = 1, name: String? = nil) {
        self.init(padding: ((padding, padding), (padding, padding)), name: name)
    }

    /// Makes a layer from ((rows above, rows below), (columns left, columns right)).
    public init(padding: ((Int, Int), (Int, Int)), name: String? = nil) {
        self.padding = Padding(
            top: padding.0.0, bottom: padding.0.1, left: padding.1.0, right: padding.1.1)
        super.init(name: name, kind: "ZeroPadding2D")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let picture = try picture(inputShapes)
        let least = min(padding.top, padding.bottom, padding.left, padding.right)
        try require(least >= 0, "padding", least, "numbers of at least 0")
        return [
            picture.height + padding.top + padding.bottom, picture.width + padding.left + padding.right,
            picture.channels,
        ]
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shape = try outputShape(inputs.map { graph.nodes[$0].shape })
        return graph.append(Graph.Node(.zeroPadding(padding), inputs: inputs, shape: shape, layer: name))
    }
}
