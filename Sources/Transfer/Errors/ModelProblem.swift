/// Why a model could not be made or used.
public enum ModelProblem: Hashable, Sendable {
    /// Two layers have one name.
    case duplicateName(model: String, layer: String)
    /// The outputs do not depend on the inputs alone.
    case disconnected(model: String, layer: String)
    /// A sequence without layers.
    case empty(model: String)
    /// The model does not know its input's shape yet.
    case unbuilt(model: String)
    /// The data have another shape than the model's input.
    case wrongInput(model: String, expected: [Int], received: [Int])
    /// A backbone's settings contradict each other.
    case invalidBackbone(model: String, expected: String, received: String)
    /// Probabilities have another number of classes than ImageNet.
    case notImageNet(shape: [Int])

    /// The sentence for people.
    var message: String {
        switch self {
        case .duplicateName(let model, let layer):
            "model '\(model)' has two layers named '\(layer)'; give one of them another name"
        case .disconnected(let model, let layer):
            """
            the outputs of model '\(model)' depend on the input '\(layer)', which is not among its inputs; \
            give the input that the outputs were computed from
            """
        case .empty(let model):
            "model '\(model)' has no layers; put at least one into it"
        case .unbuilt(let model):
            """
            model '\(model)' does not know the shape of its input yet; begin it with Input(shape:) or a backbone, \
            or fit it first
            """
        case .wrongInput(let model, let expected, let received):
            """
            model '\(model)' takes data of shape \(Shapes.text(expected)), but received \(received) (samples first); \
            load the data in that size, and turn a single sample into a batch with expandedDimensions()
            """
        case .invalidBackbone(let model, let expected, let received):
            "\(model) needs \(expected), but received \(received); change that argument"
        case .notImageNet(let shape):
            """
            decodePredictions takes probabilities of shape [n, 1000], but received \(shape); use a model with \
            includeTop: true
            """
        }
    }
}
