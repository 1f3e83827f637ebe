extension LossFunction {
    /// The loss that a file names or describes; nil if there is none such here.
    init?(keras value: JSONValue) {
        guard let (name, config) = KerasObject.parts(value) else { return nil }
        guard config["ignore_class"] == nil,
            [nil, "auto", "sum_over_batch_size", "mean"].contains(config["reduction"]?.string)
        else { return nil }
        let smoothing = config["label_smoothing"]?.double ?? 0
        let isOfLogits = config["from_logits"]?.boolean ?? false
        switch name.filter({ $0 != "_" }).lowercased() {
        case "categoricalcrossentropy":
            self = .categoricalCrossentropy(fromLogits: isOfLogits, labelSmoothing: smoothing)
        case "sparsecategoricalcrossentropy":
            self = .sparseCategoricalCrossentropy(fromLogits: isOfLogits)
        case "binarycrossentropy", "bce": self = .binaryCrossentropy(fromLogits: isOfLogits, labelSmoothing: smoothing)
        case "meansquarederror", "mse": self = .meanSquaredError
        case "meanabsoluteerror", "mae": self = .meanAbsoluteError
        case "huber", "huberloss": self = .huber(delta: config["delta"]?.double ?? 1)
        case "hinge": self = .hinge
        default: return nil
        }
    }

    /// What Keras' files say of the loss: its name where it has no settings, else an object.
    var keras: JSONValue {
        switch kind {
        case .huber(let delta) where delta != 1: kerasObject
        case .huber: "huber"
        default: labelSmoothing == 0 && !isOfLogits ? kerasObject["config"]?["name"] ?? .null : kerasObject
        }
    }

    /// The object in Keras' files.
    var kerasObject: JSONValue {
        let crossentropy: [String: JSONValue] = [
            "from_logits": .boolean(isOfLogits), "label_smoothing": .number(labelSmoothing), "axis": -1,
        ]
        let (className, name, own): (String, JSONValue, [String: JSONValue]) =
            switch kind {
            case .categoricalCrossentropy: ("CategoricalCrossentropy", "categorical_crossentropy", crossentropy)
            case .binaryCrossentropy: ("BinaryCrossentropy", "binary_crossentropy", crossentropy)
            case .sparseCategoricalCrossentropy:
                (
                    "SparseCategoricalCrossentropy", "sparse_categorical_crossentropy",
                    ["from_logits": .boolean(isOfLogits), "ignore_class": nil]
                )
            case .meanSquaredError: ("MeanSquaredError", "mean_squared_error", [:])
            case .meanAbsoluteError: ("MeanAbsoluteError", "mean_absolute_error", [:])
            case .huber(let delta): ("Huber", "huber_loss", delta == 1 ? [:] : ["delta": .number(delta)])
            case .hinge: ("Hinge", "hinge", [:])
            }
        return KerasObject(
            module: "keras.losses", className: className,
            config: ["name": name, "reduction": "sum_over_batch_size"] + own
        ).json
    }
}
