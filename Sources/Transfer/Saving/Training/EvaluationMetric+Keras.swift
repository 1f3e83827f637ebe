extension EvaluationMetric {
    /// The metric that a file names or describes; nil if there is none such here.
    init?(keras value: JSONValue) {
        guard var (name, config) = KerasObject.parts(value) else { return nil }
        // TensorFlow wraps functions, whose names are among the settings.
        if name == "MeanMetricWrapper" {
            guard let function = config["fn"]?.string ?? config["name"]?.string else { return nil }
            (name, config) = (config["name"]?.string.flatMap { ["accuracy", "acc"].contains($0) ? $0 : nil } ?? function, [:])
        }
        guard let metric = Self.metric(name.filter { $0 != "_" }.lowercased(), config) else { return nil }
        self = metric
    }

    private static func metric(_ name: String, _ config: JSONValue) -> EvaluationMetric? {
        switch name {
        case "accuracy", "acc": return .accuracy
        case "categoricalaccuracy": return .categoricalAccuracy
        case "sparsecategoricalaccuracy": return .sparseCategoricalAccuracy
        case "binaryaccuracy": return .binaryAccuracy(threshold: config["threshold"]?.double ?? 0.5)
        case "topkcategoricalaccuracy", "sparsetopkcategoricalaccuracy": return .topK(config["k"]?.integer ?? 5)
        case "precision", "recall":
            let thresholds = config["thresholds"]
            guard config["top_k"] == nil, thresholds?.array?.count ?? 1 == 1 else { return nil }
            let threshold = thresholds?.double ?? thresholds?.array?[0].double ?? 0.5
            let classID = config["class_id"]?.integer
            return name == "recall"
                ? .recall(threshold: threshold, classID: classID) : .precision(threshold: threshold, classID: classID)
        case "f1score":
            guard let average = averages.first(where: { $0.name == config["average"]?.string }) else { return nil }
            return .f1(average: average.average, threshold: config["threshold"]?.double)
        case "auc":
            guard config["multi_label"]?.boolean != true, config["from_logits"]?.boolean != true,
                [nil, "interpolation"].contains(config["summation_method"]?.string)
            else { return nil }
            let curve: Curve = config["curve"]?.string == "PR" ? .pr : .roc
            return .auc(curve: curve, thresholds: config["num_thresholds"]?.integer ?? 200)
        case "meanabsoluteerror", "mae": return .meanAbsoluteError
        case "meansquarederror", "mse": return .meanSquaredError
        default: return nil
        }
    }

    private static let averages: [(name: String, average: Average)] = [
        ("macro", .macro), ("micro", .micro), ("weighted", .weighted),
    ]

    /// What Keras' files say of the metric.
    var keras: JSONValue {
        func decisions(_ threshold: Double, _ classID: Int?) -> [String: JSONValue] {
            [
                "thresholds": threshold == 0.5 ? nil : .number(threshold), "top_k": nil,
                "class_id": classID.map { .integer($0) } ?? .null,
            ]
        }
        let (className, own): (String, [String: JSONValue]) =
            switch kind {
            case .accuracy: ("", [:])
            case .categoricalAccuracy:
                (name.hasPrefix("sparse") ? "SparseCategoricalAccuracy" : "CategoricalAccuracy", [:])
            case .binaryAccuracy(let threshold): ("BinaryAccuracy", ["threshold": .number(threshold)])
            case .topK(let k): ("TopKCategoricalAccuracy", ["k": .integer(k)])
            case .precision(let threshold, let classID): ("Precision", decisions(threshold, classID))
            case .recall(let threshold, let classID): ("Recall", decisions(threshold, classID))
            case .f1(let average, let threshold):
                (
                    "F1Score",
                    [
                        "average": .string(Self.averages.first { $0.average == average }?.name ?? "macro"),
                        "threshold": threshold.map { .number($0) } ?? .null,
                    ]
                )
            case .auc(let curve, let thresholds):
                (
                    "AUC",
                    [
                        "curve": curve == .pr ? "PR" : "ROC", "num_thresholds": .integer(thresholds),
                        "summation_method": "interpolation", "multi_label": false, "num_labels": nil,
                        "label_weights": nil, "from_logits": false,
                    ]
                )
            case .meanAbsoluteError: ("MeanAbsoluteError", [:])
            case .meanSquaredError: ("MeanSquaredError", [:])
            }
        // What accuracy is depends on the outputs, so that only its name is kept.
        guard kind != .accuracy else { return "accuracy" }
        return KerasObject(
            module: "keras.metrics", className: className,
            config: ["name": .string(name), "dtype": "float32"] + own
        ).json
    }
}
