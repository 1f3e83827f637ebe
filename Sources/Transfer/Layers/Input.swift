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

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] { itemShape }
}

extension Input: SymbolicTensorConvertible {
    /// The data to come.
    public var symbolicTensor: SymbolicTensor {
        SymbolicTensor(LayerCall(layer: self, inputs: [], outputShapes: [itemShape]))
    }
}
