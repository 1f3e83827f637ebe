extension Compilation {
    /// What Keras' files say of how a model is trained, the optimizer apart.
    private var common: [String: JSONValue] {
        let isSingle = outputNames.isEmpty
        let metrics = metrics.map { JSONValue.array($0.map(\.keras)) }
        return [
            "loss": isSingle ? loss.keras : .array(losses.map(\.keras)),
            "loss_weights": isSingle ? nil : .array(lossWeights.map { .number($0) }),
            "metrics": isSingle ? metrics[0] : .array(metrics), "weighted_metrics": nil, "run_eagerly": false,
            "steps_per_execution": 1, "jit_compile": false,
        ]
    }

    /// The settings in a file of Keras 3.
    var keras: JSONValue { .object(common + ["optimizer": optimizer.kerasObject]) }

    /// The settings in a file of HDF5.
    var legacyKeras: JSONValue {
        let optimizer = optimizer.kerasObject
        return .object(
            common + [
                "optimizer_config": [
                    "class_name": optimizer["class_name"] ?? .null, "config": optimizer["config"] ?? .null,
                ]
            ])
    }
}

extension Model {
    /// Compiles as a file says; where it asks for what there is not here, the model stays uncompiled, and a note says why.
    func compile(keras config: JSONValue, _ reading: ModelReading) throws {
        func missing(_ part: String, _ value: JSONValue) {
            let name = KerasObject.parts(value)?.name ?? value.description
            reading.note(
                "the model is not compiled, because the \(part) \(name) is not here: call compile(optimizer:loss:)")
        }
        guard let optimizerConfig = config["optimizer"] ?? config["optimizer_config"], let lossConfig = config["loss"]
        else { return reading.note("the model was saved without its loss: call compile(optimizer:loss:)") }
        guard let optimizer = Optimizer(keras: optimizerConfig) else { return missing("optimizer", optimizerConfig) }
        let names = try outputs.map(\.call.layer.name)
        var losses: [LossFunction] = []
        for value in Self.perOutput(lossConfig, names) {
            guard let value, let loss = LossFunction(keras: value) else { return missing("loss", value ?? lossConfig) }
            losses.append(loss)
        }
        let metrics = Self.perOutput(config["metrics"] ?? [], names, isList: true).map { value in
            (value.map { $0.array ?? [$0] } ?? []).filter { !$0.isNull }.compactMap { value in
                let metric = EvaluationMetric(keras: value)
                if metric == nil {
                    reading.note("the metric \(KerasObject.parts(value)?.name ?? value.description) is not here")
                }
                return metric
            }
        }
        if !(config["weighted_metrics"]?.array ?? []).isEmpty { reading.note("weighted metrics are not here") }
        let weights = config["loss_weights"].map { value in
            Self.perOutput(value, names).map { $0?.double ?? 1 }
        }
        do {
            try compile(optimizer: optimizer, losses: losses, lossWeights: weights, metrics: metrics)
        } catch let error as TransferError {
            reading.note("the model is not compiled: \(error.description)")
        }
    }

    /// A setting's value for each output: from a list, from an object by the outputs' names, or one for all.
    ///
    /// A list of lists has one for each output; with one output, or where lengths differ, a plain list is meant whole.
    private static func perOutput(_ value: JSONValue, _ names: [String], isList: Bool = false) -> [JSONValue?] {
        if value["class_name"] == nil, let members = value.object { return names.map { members[$0] } }
        guard let list = value.array else { return names.map { _ in value } }
        let isNested = !isList || list.contains { $0.array != nil } || names.count > 1
        return isNested && list.count == names.count ? list : names.map { _ in value }
    }
}
