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
        graph.append(.add, onShapeOf: inputs, layer: name)
    }
}

/// The product of two or more inputs, number by number; an extent of 1 stands for as many as the others have.
public final class Multiply: Layer {
    /// The layer's kind in Keras.
    public override var kind: String { "Multiply" }

    /// Makes a layer; call it on a list: `try Multiply()([a, b])`.
    public init(name: String? = nil) {
        super.init(name: name, kind: "Multiply")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        guard inputShapes.count >= 2 else {
            throw TransferError.layer(
                .wrongInputCount(layer: name, expected: "two inputs or more", received: inputShapes.count))
        }
        var result = inputShapes[0]
        for shape in inputShapes.dropFirst() {
            guard shape.count == result.count,
                zip(shape, result).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 })
            else {
                throw TransferError.layer(
                    .wrongInputShape(
                        layer: name, expected: "inputs like \(Shapes.text(result)), or with 1 in place of a number",
                        received: shape))
            }
            result = zip(shape, result).map { $0 == 1 ? $1 : $0 }
        }
        return result
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shape = try outputShape(inputs.map { graph.nodes[$0].shape })
        return graph.append(Graph.Node(.multiply, inputs: inputs, shape: shape, layer: name))
    }
}

/// Two or more inputs one after another along an axis.
public final class Concatenate: Layer {
    let axis: Int

    /// The layer's kind in Keras.
    public override var kind: String { "Concatenate" }

    /// Makes a layer from an axis, of which the batch is number 0 and −1 the last; call it on a list:
    /// `try Concatenate()([a, b])`.
    public init(axis: Int = -1, name: String? = nil) {
        self.axis = axis
        super.init(name: name, kind: "Concatenate")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        guard inputShapes.count >= 2 else {
            throw TransferError.layer(
                .wrongInputCount(layer: name, expected: "two inputs or more", received: inputShapes.count))
        }
        var result = inputShapes[0]
        let axis = try itemAxis(result)
        for shape in inputShapes.dropFirst() {
            var wanted = result
            if shape.count == result.count { wanted[axis] = shape[axis] }
            guard shape == wanted else {
                throw TransferError.layer(
                    .wrongInputShape(
                        layer: name, expected: "inputs like \(Shapes.text(result)) in all axes but \(self.axis)",
                        received: shape))
            }
            result[axis] += shape[axis]
        }
        return result
    }

    /// The axis without the batch's.
    private func itemAxis(_ shape: [Int]) throws -> Int {
        let axis = self.axis < 0 ? shape.count + self.axis : self.axis - 1
        try require(
            shape.indices.contains(axis), "axis", self.axis,
            "one from 1 to \(shape.count), or −1 for the last; 0 is the batch's")
        return axis
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shapes = inputs.map { graph.nodes[$0].shape }
        return graph.append(
            Graph.Node(
                .concatenate(axis: try itemAxis(shapes[0])), inputs: inputs, shape: try outputShape(shapes),
                layer: name))
    }
}
