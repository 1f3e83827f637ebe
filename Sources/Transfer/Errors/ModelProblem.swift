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
    /// A model without inputs or outputs.
    case noEnds(model: String)
    /// The model has several inputs where one is asked for.
    case severalInputs(model: String, count: Int)
    /// The model has several outputs where one is asked for.
    case severalOutputs(model: String, count: Int)
    /// Another number of arrays was given than the model has inputs.
    case wrongInputCount(model: String, expected: [String], received: Int)
    /// Arrays that should hold the same samples differ in their number.
    case unequalSamples(counts: [Int])
    /// Nothing would be left of the model.
    case nothingLeft(model: String)
    /// It cannot be told which layers were trained before and which are new.
    case noBody(model: String)
    /// A model without pictures inside, which cannot be cut for another task.
    case notABackbone(model: String, output: [Int])
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
        case .noEnds(let model):
            "model '\(model)' was given no inputs or no outputs; give at least one of each"
        case .severalInputs(let model, let count):
            "model '\(model)' has \(count) inputs, not one; use its inputs, and give an array of as many tensors"
        case .severalOutputs(let model, let count):
            """
            model '\(model)' has \(count) outputs, not one; use its outputs, results(of: [...]) to call it in another \
            model, and predict([...]) for all of them
            """
        case .wrongInputCount(let model, let expected, let received):
            """
            model '\(model)' takes \(expected.count) arrays, for \(Words.list(expected)), but received \(received); \
            give one for each input, in this order
            """
        case .unequalSamples(let counts):
            "the arrays hold \(counts) samples; give the same samples in each"
        case .nothingLeft(let model):
            "model '\(model)' has no other layer than its last one; leave that one in, or make a new model"
        case .noBody(let model):
            """
            in model '\(model)' it cannot be told which layers were trained before: there is no model within it, and \
            no Flatten or global pooling; name the first new layer with headFrom:
            """
        case .notABackbone(let model, let output):
            """
            model '\(model)' gives \(Shapes.text(output)) and has no layer that gives pictures; use a backbone with \
            includeTop: false
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
