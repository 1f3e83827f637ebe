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
    /// A layer's result for a single sample would hold more numbers than any memory.
    case resultTooLarge(layer: String, shape: [Int])
    /// A layer's weight would hold more numbers than any memory.
    case weightTooLarge(layer: String, weight: String, shape: [Int])
    /// Weights were set that are not like the layer's.
    case wrongWeights(layer: String, names: [String], expected: [[Int]], received: [[Int]])
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
            layer '\(layer)' takes \(expected), but received the shape \(Shapes.text(received)); put a layer before it \
            that gives such a shape\
            \(received.count == 3
                ? " (Flatten and GlobalAveragePooling2D make vectors of pictures, Resizing changes their size)" : "")
            """
        case .resultTooLarge(let layer, let shape):
            """
            layer '\(layer)' would give \(Shapes.text(shape)), more than a thousand million numbers for each sample; use \
            smaller pictures, or fewer units or channels
            """
        case .weightTooLarge(let layer, let weight, let shape):
            """
            layer '\(layer)' would have a \(weight) of shape \(shape), more than a thousand million numbers; use fewer \
            units or channels, or put a pooling before it (GlobalAveragePooling2D in place of Flatten)
            """
        case .wrongWeights(let layer, let names, let expected, let received):
            """
            layer '\(layer)' has \(expected.count) weights, but received \(received.count) that are not all of the \
            same shapes; give one tensor for each, of the shape on the left:
            \(Shapes.sideBySide(names, expected, received))
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

    /// Whether a sample of a shape holds more numbers than any memory; then products with other extents may overflow.
    static func isTooLarge(_ shape: [Int]) -> Bool {
        var count = 1
        for extent in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: max(extent, 1))
            if overflow || product > 1 << 30 { return true }
            count = product
        }
        return false
    }

    /// Shapes that should agree, a line each; of many that do, only those around the first ones that do not.
    static func sideBySide(_ names: [String], _ expected: [[Int]], _ received: [[Int]]) -> String {
        let count = max(expected.count, received.count)
        func text(_ shapes: [[Int]], _ row: Int) -> String { row < shapes.count ? "\(shapes[row])" : "none" }
        let differing = (0..<count).filter { text(expected, $0) != text(received, $0) }
        let shown = count <= 8 ? Array(0..<count) : Array(differing.prefix(8))
        let rows = shown.map { row in
            let name = row < names.count ? names[row] : "-"
            let mark = differing.contains(row) ? "  <-" : ""
            return ["\(row)", name, text(expected, row), text(received, row) + mark]
        }
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            zip(row, widths + [0]).map { $0.padding(to: $1) }.joined(separator: "  ")
        }
        let rest = differing.count - shown.filter(differing.contains).count
        return (lines + (rest > 0 ? ["and \(rest) more"] : [])).map { "  " + $0 }.joined(separator: "\n")
    }
}

extension String {
    /// The text with spaces after it, up to a width.
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
