/// Why a whole model could not be read from a file, written to one, or copied.
public enum SavedModelProblem: Hashable, Sendable {
    /// The file does not describe a model.
    case noModel(path: String, reason: String)
    /// The description of the model is damaged or contradicts itself.
    case invalid(path: String, reason: String)
    /// A layer is of a kind that the engine does not have.
    case unknownLayer(layer: String, kind: String, nearest: String?)
    /// A layer has a setting that the engine cannot follow.
    case unsupportedSetting(layer: String, setting: String, value: String, allowed: String)
    /// The description leaves open what size the data have.
    case openShape(layer: String, shape: String)
    /// The model did not know the shape of its data when it was saved.
    case unbuilt(path: String)
    /// The shape given for the data is none that data can have.
    case wrongInputShape([Int])
    /// A layer's settings cannot be written, because they are the user's own code.
    case notDescribable(layer: String, kind: String)
    /// The name's ending tells no format for whole models.
    case unknownFormat(path: String)

    /// The sentence for people.
    var message: String {
        switch self {
        case .noModel(let path, let reason):
            """
            '\(path)' holds no whole model: \(reason); save one with model.save("name.keras"), or make the model first \
            and give it the weights with loadWeights
            """
        case .invalid(let path, let reason):
            "'\(path)' describes a model that cannot be: \(reason); save it again, or download it again"
        case .unknownLayer(let layer, "Lambda", _):
            """
            layer '\(layer)' is a Lambda, whose Python code cannot run here; replace it in Keras by other layers and save the \
            model again, or make the model here with a Lambda in Swift and give it the weights with loadWeights
            """
        case .unknownLayer(let layer, let kind, let nearest):
            """
            layer '\(layer)' is of the kind \(kind), which there is not here\
            \(nearest.map { " (the nearest is \($0))" } ?? ""); replace the layer in Keras and save the model again, or \
            make the model here without it and give it the weights with loadWeights(byName: true)
            """
        case .unsupportedSetting(let layer, let setting, let value, let allowed):
            """
            layer '\(layer)' was saved with \(setting): \(value), but here it can be \(allowed); change that in Keras \
            and save the model again
            """
        case .openShape(let layer, let shape):
            """
            the input '\(layer)' was saved for data of any size, \(shape); give the size, as in \
            Model.load(path, inputShape: [224, 224, 3])
            """
        case .unbuilt(let path):
            """
            '\(path)' was saved before its model knew the shape of its data, so that it holds no weights; in the program \
            that made it, begin the model with an Input or fit it, and save it again
            """
        case .wrongInputShape(let shape):
            "inputShape was \(shape); give positive numbers without the batch, such as [224, 224, 3]"
        case .notDescribable(let layer, let kind):
            """
            layer '\(layer)' (\(kind)) is code of your own, which no file can hold; save the weights with saveWeights, \
            make the same model again and load them
            """
        case .unknownFormat(let path):
            """
            '\(path)' does not say how to save a model; give a name that ends in .keras, .h5 or .hdf5, or save the \
            weights alone with saveWeights
            """
        }
    }
}
