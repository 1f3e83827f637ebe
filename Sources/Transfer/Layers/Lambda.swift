import Compute

/// A function of your own as a layer.
public final class Lambda: Layer {
    /// Computes the result for a batch: tensors with the number of samples in front.
    public typealias Forward = @Sendable (_ input: Tensor) throws -> Tensor
    /// Computes the gradient by the input from the input and the gradient by the result.
    public typealias Backward = @Sendable (_ input: Tensor, _ gradient: Tensor) throws -> Tensor

    private let givenShape: [Int]?
    private let forward: Forward
    private let backward: Backward?
    /// One function for each shape of the result: a plan knows it by its identity.
    private var functions: [[Int]: CustomFunction] = [:]

    /// The layer's kind in Keras.
    public override var kind: String { "Lambda" }

    /// Makes a layer from its function, called with a batch and giving as many samples.
    ///
    /// - Parameters:
    ///   - outputShape: The shape of one sample's result; found by trying the function on zeros if it is not given.
    ///   - backward: What training needs to pass the layer; a layer without it can only stand before all trained ones.
    public init(
        outputShape: [Int]? = nil, name: String? = nil, backward: Backward? = nil, _ forward: @escaping Forward
    ) {
        givenShape = outputShape
        self.forward = forward
        self.backward = backward
        super.init(name: name, kind: "Lambda")
    }

    /// A layer of the same name and function.
    func sharingFunction() -> Lambda {
        let copy = Lambda(outputShape: givenShape, name: name, backward: backward, forward)
        copy.trainable = trainable
        return copy
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let shape = try single(inputShapes)
        if let givenShape {
            try require(
                givenShape.allSatisfy { $0 > 0 }, "outputShape", givenShape, "positive numbers, without the batch")
            return givenShape
        }
        let result = try forward(Tensor(shape: [1] + shape, repeating: 0)).shape
        guard result.first == 1, !result.contains(0) else {
            throw TransferError.layer(.wrongResult(layer: name, expected: [1] + shape, received: result))
        }
        return Array(result.dropFirst())
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shape = try outputShape(inputs.map { graph.nodes[$0].shape })
        return graph.append(Graph.Node(.custom(function(shape)), inputs: inputs, shape: shape, layer: name))
    }

    private func function(_ resultShape: [Int]) -> CustomFunction {
        if let function = functions[resultShape] { return function }
        let (name, forward, backward) = (name, forward, backward)
        @Sendable func checked(_ result: Tensor, _ shape: [Int]) throws -> [Float] {
            guard result.shape == shape else {
                throw TransferError.layer(.wrongResult(layer: name, expected: shape, received: result.shape))
            }
            return result.values
        }
        let function = CustomFunction { shape, input in
            try checked(forward(Tensor(checked: shape, input)), [shape[0]] + resultShape)
        } backward: { shape, input, gradient in
            guard let backward else { throw TransferError.layer(.noBackward(layer: name)) }
            return try checked(
                backward(Tensor(checked: shape, input), Tensor(checked: [shape[0]] + resultShape, gradient)), shape)
        }
        functions[resultShape] = function
        return function
    }
}
