/// The result of calling a layer before there are any numbers: models are made of these.
public struct SymbolicTensor {
    let call: LayerCall
    /// Which of the call's results this is.
    let index: Int

    init(_ call: LayerCall, index: Int = 0) {
        self.call = call
        self.index = index
    }

    /// The dimensions without the batch.
    var itemShape: [Int] { call.outputShapes[index] }

    /// The dimensions; nil, for any number, stands for the batch.
    public var shape: [Int?] { [nil] + itemShape }

    /// What tells results apart.
    var identity: Identity { Identity(call: call.identity, index: index) }

    struct Identity: Hashable {
        let call: ObjectIdentifier
        let index: Int
    }
}

extension SymbolicTensor: CustomStringConvertible {
    /// The shape, and the layer that the result is of.
    public var description: String { "\(Shapes.text(itemShape)) from '\(call.layer.name)'" }
}

/// One use of a layer on some inputs.
final class LayerCall {
    let layer: Layer
    let inputs: [SymbolicTensor]
    /// The shape of each result, without the batch.
    let outputShapes: [[Int]]
    /// Whether the layer does here while training what it does outside.
    let isInference: Bool

    init(layer: Layer, inputs: [SymbolicTensor], outputShapes: [[Int]], isInference: Bool = false) {
        self.layer = layer
        self.inputs = inputs
        self.outputShapes = outputShapes
        self.isInference = isInference
    }

    /// What tells calls apart: an input is the same however often it is named.
    var identity: ObjectIdentifier { layer is Input ? ObjectIdentifier(layer) : ObjectIdentifier(self) }
}

/// What a layer can be called on and a model can begin or end with: a symbolic tensor, or an `Input`.
public protocol SymbolicTensorConvertible {
    /// The symbolic tensor that the value stands for.
    var symbolicTensor: SymbolicTensor { get }
}

extension SymbolicTensor: SymbolicTensorConvertible {
    /// The tensor itself.
    public var symbolicTensor: SymbolicTensor { self }
}
