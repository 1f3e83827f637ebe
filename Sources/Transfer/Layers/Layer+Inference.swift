extension Layer {
    /// Uses the layer on another's result, with `training: false` as if there were no training: batch normalizations use their
    /// moving statistics and leave them alone, and nothing is dropped, although weights that are trainable are trained.
    ///
    /// `base(input, training: false)` of a model holds for the layers within it. Throws `TransferError.layer` if the shape
    /// does not fit or `training` is true, for which there is no use: training is known without being told.
    public func callAsFunction(_ input: some SymbolicTensorConvertible, training: Bool) throws -> SymbolicTensor {
        try callAsFunction([input], training: training)
    }

    /// The same on several results.
    ///
    /// Throws `TransferError.layer` if their number or shapes do not fit or `training` is true.
    public func callAsFunction(
        _ inputs: [any SymbolicTensorConvertible], training: Bool
    ) throws -> SymbolicTensor {
        try require(!training, "training:", training, "false, or leave it out so that fit trains and predict does not")
        return try call(inputs.map(\.symbolicTensor), isInference: true)
    }
}
