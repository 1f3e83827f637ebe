import Compute

extension JSONValue {
    /// Height and width.
    static func pair(_ extent: Extent) -> JSONValue { [.integer(extent.height), .integer(extent.width)] }

    /// Rows above and below, columns left and right.
    static func margins(_ margins: Padding) -> JSONValue {
        [[.integer(margins.top), .integer(margins.bottom)], [.integer(margins.left), .integer(margins.right)]]
    }
}

extension WindowSettings {
    /// The settings of a convolution's window.
    var configuration: [String: JSONValue] {
        [
            "kernel_size": .pair(size), "strides": .pair(strides), "padding": padding.keras,
            "dilation_rate": .pair(dilation), "data_format": "channels_last",
        ]
    }
}

extension WindowPadding {
    /// The name in Keras.
    var keras: JSONValue { self == .same ? "same" : "valid" }
}

/// What layers with weights have in common in Keras' files.
struct WeightSettings {
    let activation: ActivationFunction
    let useBias: Bool
    /// For each weight its name, how it begins, and what its size adds to the loss.
    let weights: [(name: String, initializer: Initializer, regularizer: Regularizer?)]

    var configuration: [String: JSONValue] {
        var result: [String: JSONValue] = ["activation": activation.kerasName, "use_bias": .boolean(useBias)]
        for weight in weights {
            result[weight.name + "_initializer"] = weight.initializer.kerasObject
            result[weight.name + "_regularizer"] = weight.regularizer?.kerasObject ?? .null
            result[weight.name + "_constraint"] = .null
        }
        return result
    }
}

extension LayerSettings {
    /// Notes what layers with weights may have in Keras and do not have here.
    func noteWeightSettings(_ names: [String]) {
        noteUnsupported(["activity_regularizer"] + names.map { $0 + "_constraint" })
    }
}

extension [String: JSONValue] {
    /// Both sets of settings; of one name, the second.
    static func + (first: Self, second: Self) -> Self { first.merging(second) { $1 } }
}
