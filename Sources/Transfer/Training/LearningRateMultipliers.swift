import Compute

extension Model {
    /// Gives layers of the model, or of models within, their learning rate as a multiple of the optimizer's.
    func setLearningRateMultipliers(_ multipliers: [String: Double]) throws {
        let found = Dictionary(allLayers.map { ($0.name, $0) }) { first, _ in first }
        for (name, multiplier) in multipliers.sorted(by: { $0.key < $1.key }) {
            guard found[name] != nil else {
                throw TransferError.layer(.unknown(name: name, model: self.name, layers: found.keys.sorted()))
            }
            try Self.check(learningRateMultiplier: multiplier, of: name)
        }
        for (name, multiplier) in multipliers { found[name]?.learningRateMultiplier = multiplier }
    }

    /// The multiplier of each parameter that has another than 1: a model's times its layer's.
    ///
    /// Throws `TransferError.training` for a multiplier that is no number of at least 0.
    func learningRateMultipliers() throws -> [ObjectIdentifier: Double] {
        var result: [ObjectIdentifier: Double] = [:]
        func visit(_ layer: Layer, _ outer: Double) throws {
            try Self.check(learningRateMultiplier: layer.learningRateMultiplier, of: layer.name)
            let multiplier = outer * layer.learningRateMultiplier
            if let model = layer as? Model {
                for layer in model.layers { try visit(layer, multiplier) }
            } else if multiplier != 1 {
                for parameter in layer.parameters { result[ObjectIdentifier(parameter)] = multiplier }
            }
        }
        try visit(self, 1)
        return result
    }

    private static func check(learningRateMultiplier multiplier: Double, of name: String) throws {
        try TrainingProblem.require(
            multiplier >= 0 && multiplier.isFinite, "the learning rate multiplier of '\(name)'", multiplier,
            "a number of at least 0")
    }

    /// The layers, and after each model those within it.
    var allLayers: [Layer] {
        layers.flatMap { [$0] + (($0 as? Model)?.allLayers ?? []) }
    }
}
