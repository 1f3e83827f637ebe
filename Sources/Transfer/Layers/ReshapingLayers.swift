import Compute

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

/// The same numbers, row by row, under another shape.
public final class Reshape: Layer {
    let targetShape: [Int]

    /// The layer's kind in Keras.
    public override var kind: String { "Reshape" }

    /// Makes a layer from the shape of a sample; one extent may be −1, for as many as are left.
    public init(_ targetShape: [Int], name: String? = nil) {
        self.targetShape = targetShape
        super.init(name: name, kind: "Reshape")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let shape = try single(inputShapes)
        let count = shape.reduce(1, *)
        let open = targetShape.filter { $0 == -1 }.count
        try require(
            open <= 1 && targetShape.allSatisfy { $0 > 0 || $0 == -1 }, "targetShape", targetShape,
            "positive numbers, of which one may be −1")
        guard !Shapes.isTooLarge(targetShape) else {
            throw TransferError.layer(.resultTooLarge(layer: name, shape: targetShape))
        }
        let known = targetShape.filter { $0 != -1 }.reduce(1, *)
        guard open == 1 ? count % known == 0 : count == known else {
            throw TransferError.layer(
                .wrongInputShape(
                    layer: name, expected: "as many numbers as \(Shapes.text(targetShape)) has", received: shape))
        }
        return targetShape.map { $0 == -1 ? count / known : $0 }
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shape = try outputShape(inputs.map { graph.nodes[$0].shape })
        return graph.append(Graph.Node(.reshape, inputs: inputs, shape: shape, layer: name))
    }
}
