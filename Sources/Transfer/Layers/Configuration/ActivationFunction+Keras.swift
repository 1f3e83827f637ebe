extension ActivationFunction {
    /// The functions by Keras' names.
    static let kerasNames: [String: ActivationFunction] = [
        "linear": .linear, "relu": .relu, "relu6": .relu6, "leaky_relu": .leakyReLU, "elu": .elu, "silu": .swish,
        "gelu": .gelu, "softplus": .softplus, "exponential": .exponential, "sigmoid": .sigmoid, "tanh": .tanh,
        "softmax": .softmax,
    ]

    /// The function that Keras calls by a name, today or in older versions; nil if there is none.
    init?(kerasName name: String) {
        guard let function = Self.kerasNames[name == "swish" ? "silu" : name] else { return nil }
        self = function
    }

    /// The name in Keras.
    var kerasName: JSONValue { .string(Self.kerasNames.first { $0.value == self }?.key ?? "linear") }
}
