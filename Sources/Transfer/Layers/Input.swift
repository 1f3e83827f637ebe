import Compute

/// Where a model's data come in.
public final class Input: Layer {
    let itemShape: [Int]

    /// The layer's kind in Keras.
    public override var kind: String { "InputLayer" }

    /// Makes an input for data of a shape, given without the batch: `[height, width, channels]` for pictures.
    public init(shape: [Int], name: String? = nil) {
        itemShape = shape
        super.init(name: name, kind: "InputLayer")
    }

    override var hasShape: Bool { true }

    /// Throws unless a sample of the shape exists and fits into memory.
    func check() throws {
        try requireName()
        try require(itemShape.allSatisfy { $0 > 0 }, "the shape", itemShape, "positive numbers, without the batch")
        guard !Shapes.isTooLarge(itemShape) else {
            throw TransferError.layer(.resultTooLarge(layer: name, shape: itemShape))
        }
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] { itemShape }
}

extension Input: SymbolicTensorConvertible {
    /// The data to come.
    public var symbolicTensor: SymbolicTensor {
        SymbolicTensor(LayerCall(layer: self, inputs: [], outputShapes: [itemShape]))
    }
}
