extension Model {
    /// Reads a whole model: its layers, weights, and, where the file holds them, how it is trained and what its optimizer
    /// remembers, so that training goes on where it was saved.
    ///
    /// The file may be a `.keras` of Keras 3, or an `.h5` of Keras 2 or 3 with the model's description; what is in the
    /// file, not its name, tells which. Inputs that were saved for data of any size get `inputShape`, without the batch.
    /// With `compile: false` the model is not prepared for training. What cannot be followed in training, as a metric that
    /// is not here, is named in a warning. Throws `TransferError.savedModel` if the file describes no model, or layers or
    /// settings that are not here, and `TransferError.file` if it is missing or damaged.
    public static func load(_ path: String, compile: Bool = true, inputShape: [Int]? = nil) throws -> Model {
        if let inputShape, inputShape.contains(where: { $0 < 1 }) || Shapes.isTooLarge(inputShape) {
            throw TransferError.savedModel(.wrongInputShape(inputShape))
        }
        if let saved = try Planning.current?.savedModel(path, compile: compile) { return saved }
        let file = try SavedModel(path)
        let reading = ModelReading(path: path, inputShape: inputShape)
        let model = try ModelBuilder(reading: reading).model(kind: file.kind, config: file.config)
        guard model.network != nil else { throw TransferError.savedModel(.unbuilt(path: path)) }
        if !model.listedParameters.isEmpty { try model.loadWeights(path) }
        if compile, let training = file.training {
            try model.compile(keras: training, reading)
            if let optimizer = model.optimizer, let arrays = file.optimizer, arrays.iterations > 0,
                !arrays.restore(optimizer, of: model)
            {
                reading.note("what the optimizer remembered does not fit, so that it begins anew")
            }
        }
        reading.showNotes()
        return model
    }
}
