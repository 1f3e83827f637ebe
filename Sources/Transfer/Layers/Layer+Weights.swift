import Compute

extension Layer {
    /// The weights in Keras' order: kernel, bias; γ, β, moving mean, moving variance; of a model layer by layer.
    ///
    /// There are none before the layer knows its input's shape.
    public var weights: [Tensor] { listedParameters.map { Tensor(checked: $0.shape, $0.values) } }

    /// Replaces all weights.
    ///
    /// Throws `TransferError.layer` unless they are as many and of the same shapes as `weights`; then none has changed.
    public func setWeights(_ weights: [Tensor]) throws {
        let parameters = listedParameters
        guard weights.map(\.shape) == parameters.map(\.shape) else {
            throw TransferError.layer(
                .wrongWeights(
                    layer: name, names: parameters.map(\.name), expected: parameters.map(\.shape),
                    received: weights.map(\.shape)))
        }
        for (parameter, tensor) in zip(parameters, weights) { parameter.values = tensor.values }
    }

    /// How many numbers the weights are.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }
}
