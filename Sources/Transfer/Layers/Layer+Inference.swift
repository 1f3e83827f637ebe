extension Layer {
    /// Uses the layer on another's result, with `training: false` as if there were no training: batch normalizations use their
    /// moving statistics and leave them alone, and nothing is dropped, although weights that are trainable are trained.
    ///
    /// `base(input, training: false)` of a model holds for the layers within it. With `training: true` everything is as
    /// without it: as in Keras, `fit` trains, `evaluate` and `predict` do not. Throws `TransferError.layer` if the shape
    /// does not fit.
    public func callAsFunction(_ input: some SymbolicTensorConvertible, training: Bool) throws -> SymbolicTensor {
        try callAsFunction([input], training: training)
    }

    /// The same on several results.
    ///
    /// Throws `TransferError.layer` if their number or shapes do not fit.
    public func callAsFunction(
        _ inputs: [any SymbolicTensorConvertible], training: Bool
    ) throws -> SymbolicTensor {
        try call(inputs.map(\.symbolicTensor), isInference: !training)
    }
}
