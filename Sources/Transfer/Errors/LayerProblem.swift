/// Why a layer could not be made, called or found.
public enum LayerProblem: Hashable, Sendable {
    /// No layer has the name.
    case unknown(name: String, model: String, layers: [String])
    /// A setting is outside what is allowed.
    case invalidSetting(layer: String, setting: String, value: String, allowed: String)
    /// A layer was given another number of inputs than it takes.
    case wrongInputCount(layer: String, expected: String, received: Int)
    /// A layer was given an input of a shape it cannot use.
    case wrongInputShape(layer: String, expected: String, received: [Int])
    /// The window is larger than the picture.
    case windowTooLarge(layer: String, window: [Int], picture: [Int])
    /// Weights were set that are not like the layer's.
    case wrongWeights(layer: String, expected: [[Int]], received: [[Int]])
    /// A function of the user's gave a tensor of another shape than it has to.
    case wrongResult(layer: String, expected: [Int], received: [Int])
    /// Training would have to pass a function of the user's that has no gradient.
    case noBackward(layer: String)

    /// The sentence for people.
    var message: String {
        switch self {
        case .unknown(let name, let model, let layers):
            if let suggestion = Words.suggestion(for: name, among: layers) {
                "model '\(model)' has no layer '\(name)'; did you mean '\(suggestion)'?"
            } else {
                "model '\(model)' has no layer '\(name)'; see the names with summary()"
            }
        case .invalidSetting(let layer, let setting, let value, let allowed):
            "layer '\(layer)' was given \(setting) \(value); give \(allowed)"
        case .wrongInputCount(let layer, let expected, let received):
            "layer '\(layer)' takes \(expected), not \(received); call it with as many"
        case .wrongInputShape(let layer, let expected, let received):
            """
            layer '\(layer)' takes \(expected), but received the shape \(Shapes.text(received)); put a layer before \
            it that gives such a shape (Flatten or GlobalAveragePooling2D make vectors of pictures)
            """
        case .wrongWeights(let layer, let expected, let received):
            """
            layer '\(layer)' has weights of shapes \(expected), but received \(received); give one tensor for each, \
            of the same shape
            """
        case .wrongResult(let layer, let expected, let received):
            """
            the function of layer '\(layer)' gave a tensor of shape \(received) where \(expected) was expected; let it \
            give one sample for each that it receives, and state outputShape if it is another than the input's
            """
        case .noBackward(let layer):
            """
            training has to go through layer '\(layer)', whose function has no gradient; give it one with \
            Lambda(backward:), or freeze all layers before it
            """
        case .windowTooLarge(let layer, let window, let picture):
            """
            the window \(window[0])×\(window[1]) of layer '\(layer)' does not fit a picture of \
            \(picture[0])×\(picture[1]) pixels; use larger pictures, fewer such layers, or padding: .same
            """
        }
    }
}

/// How shapes are written.
enum Shapes {
    /// As Keras does, with `None` for the batch: `(None, 8, 8, 3)`.
    static func text(_ shape: [Int]) -> String {
        "(" + (["None"] + shape.map(String.init)).joined(separator: ", ") + (shape.isEmpty ? ",)" : ")")
    }
}
