import Compute

/// output = γ·(input − μ)/√(σ² + ε) + β, channel by channel.
///
/// In training μ and σ² are the batch's, and the moving ones follow them: moving = momentum·moving + (1 − momentum)·batch.
/// Otherwise, and whenever the layer is not trainable, they are the moving ones.
public final class BatchNormalization: Layer {
    /// The axis of the channels; only the last one works.
    var axis = -1
    let momentum: Float
    let epsilon: Float
    let center: Bool
    let scale: Bool

    /// The layer's kind in Keras.
    public override var kind: String { "BatchNormalization" }

    /// Makes a layer with Keras' defaults.
    public init(
        momentum: Float = 0.99, epsilon: Float = 1e-3, center: Bool = true, scale: Bool = true, name: String? = nil
    ) {
        self.momentum = momentum
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        super.init(name: name, kind: "BatchNormalization")
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let shape = try single(inputShapes)
        try requireLast(axis, of: shape)
        try require(momentum >= 0 && momentum <= 1, "momentum", momentum, "a number from 0 to 1")
        try require(epsilon >= 0 && epsilon.isFinite, "epsilon", epsilon, "a number of at least 0, such as 0.001")
        if let mean = otherParameters.first, shape.last != mean.count {
            throw TransferError.layer(
                .wrongInputShape(layer: name, expected: "\(mean.count) channels", received: shape))
        }
        return shape
    }

    override func build(_ inputShapes: [[Int]]) throws {
        let shape = [try single(inputShapes).last ?? 0]
        if scale { trainableParameters.append(try parameter("gamma", .ones, shape: shape)) }
        if center { trainableParameters.append(try parameter("beta", .zeros, shape: shape)) }
        otherParameters = [
            try parameter("moving_mean", .zeros, shape: shape),
            try parameter("moving_variance", .ones, shape: shape),
        ]
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shape = try outputShape(inputs.map { graph.nodes[$0].shape })
        return graph.append(
            Graph.Node(
                .batchNormalization(epsilon: epsilon, momentum: momentum, hasScale: scale, hasShift: center),
                inputs: inputs, parameters: parameters, shape: shape, layer: name, isTrainable: trainable))
    }
}
