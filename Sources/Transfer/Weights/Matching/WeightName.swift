/// The names that weights have had in the versions of Keras.
enum WeightName {
    private static let translations = [
        "W": "kernel", "b": "bias", "running_mean": "moving_mean",
        // Files of Keras 1 hold a variance under this name.
        "running_std": "moving_variance", "depthwise_kernel": "kernel",
    ]

    /// What a weight is to its layer, in the words of Keras 3, whatever the version: `kernel` for `conv1_W_1:0`.
    static func role(_ name: String) -> String {
        let plain = String(name.split(separator: "/").last ?? "").replacing(/:\d+$/, with: "")
        if let old = plain.firstMatch(of: /_(W|b|gamma|beta|running_mean|running_std)(_\d+)?$/) {
            return translations[String(old.1)] ?? String(old.1)
        }
        return translations[plain] ?? plain
    }

    /// The innermost layer and the role, by which weights of a model within a model are told apart.
    static func key(_ name: String) -> String {
        let parts = name.split(separator: "/")
        return parts.count < 2 ? role(name) : "\(parts[parts.count - 2])/\(role(name))"
    }

    /// Whether a layer's name is one that Keras makes by itself: the kind, and a number from the second on.
    static func isAutomatic(_ name: String, kind: String) -> Bool {
        let stem = name.replacing(/_\d+$/, with: "").replacing("_", with: "")
        let snake = LayerNames.snakeCase(kind).replacing("_", with: "")
        // Keras 1 spelled convolutions out.
        return stem == snake || stem == snake.replacing("conv2d", with: "convolution2d")
    }
}
