import Compute

/// Adds cells of 0 around pictures.
public final class ZeroPadding2D: Layer {
    let padding: Padding

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
        try requireMargins(padding, "padding")
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

/// Cuts rows and columns off at the border of pictures.
public final class Cropping2D: Layer {
    let cropping: Padding

    /// The layer's kind in Keras.
    public override var kind: String { "Cropping2D" }

    /// Makes a layer that cuts the same number of rows and columns off on every side.
    public convenience init(cropping: Int, name: String? = nil) {
        self.init(cropping: ((cropping, cropping), (cropping, cropping)), name: name)
    }

    /// Makes a layer from ((rows above, rows below), (columns left, columns right)).
    public init(cropping: ((Int, Int), (Int, Int)) = ((0, 0), (0, 0)), name: String? = nil) {
        self.cropping = Padding(
            top: cropping.0.0, bottom: cropping.0.1, left: cropping.1.0, right: cropping.1.1)
        super.init(name: name, kind: "Cropping2D")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let picture = try picture(inputShapes)
        try requireMargins(cropping, "cropping")
        let height = picture.height - cropping.top - cropping.bottom
        let width = picture.width - cropping.left - cropping.right
        guard height > 0, width > 0 else {
            throw TransferError.layer(
                .wrongInputShape(
                    layer: name,
                    expected: """
                        pictures of more than \(cropping.top + cropping.bottom) rows and \
                        \(cropping.left + cropping.right) columns, which it cuts off
                        """, received: inputShapes[0]))
        }
        return [height, width, picture.channels]
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shape = try outputShape(inputs.map { graph.nodes[$0].shape })
        return graph.append(Graph.Node(.cropping(cropping), inputs: inputs, shape: shape, layer: name))
    }
}

extension Layer {
    /// Throws unless all rows and columns at the border are possible numbers.
    fileprivate func requireMargins(_ margins: Padding, _ setting: String) throws {
        for number in [margins.top, margins.bottom, margins.left, margins.right] {
            try require(
                (0...Layer.largestExtent).contains(number), setting, number,
                "numbers from 0 to \(Layer.largestExtent)")
        }
    }
}
