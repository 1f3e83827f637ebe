import Compute

/// A layer of a model and the layer of a file that its weights come from.
struct WeightsPairing {
    let layer: Layer
    let fileLayer: String
    let weights: [NamedWeights]
    /// The file's arrays in the order of the weights, if they fit.
    let arrays: [WeightsFileArray]
    /// Whether the weights could as well be in another order.
    let isAmbiguous: Bool

    init(_ layer: Layer, _ entry: WeightsFileLayer) {
        self.layer = layer
        fileLayer = entry.name
        weights = NamedWeights.list(layer)
        (arrays, isAmbiguous) = Self.arrange(entry.arrays, for: layer, weights)
    }

    /// Whether the file has an array of the right shape for each weight.
    var fits: Bool { weights.map(\.parameter.shape) == arrays.map(\.shape) }

    /// Finds each weight's array: by name, since the order within a model depends on what was frozen when the file was
    /// written; where names tell nothing, by the orders that freezing could have made.
    private static func arrange(
        _ arrays: [WeightsFileArray], for layer: Layer, _ weights: [NamedWeights]
    ) -> (arrays: [WeightsFileArray], isAmbiguous: Bool) {
        guard arrays.count == weights.count else { return (arrays, false) }
        let key = layer is Model ? WeightName.key : WeightName.role
        for name in [{ $0 }, key] {
            let named = Dictionary(arrays.map { (name($0.qualifiedName), $0) }) { first, _ in first }
            let found = weights.compactMap { named[name($0.name)] }
            if named.count == arrays.count, found.count == weights.count { return (found, false) }
        }
        guard let model = layer as? Model else { return (arrays, false) }
        return ordered(arrays, model, weights)
    }

    private static func ordered(
        _ arrays: [WeightsFileArray], _ model: Model, _ weights: [NamedWeights]
    ) -> (arrays: [WeightsFileArray], isAmbiguous: Bool) {
        let leaves = NamedWeights.leaves(of: model).map { ObjectIdentifier($0.layer) }
        let positions = Dictionary(zip(leaves, leaves.indices)) { first, _ in first }
        var orders = [weights]
        for count in 0...leaves.count {
            orders.append(NamedWeights.list(model) { (positions[ObjectIdentifier($0)] ?? 0) >= count })
        }
        let roles = arrays.map { WeightName.role($0.qualifiedName) }
        let fitting = orders.filter { order in
            order.map(\.parameter.shape) == arrays.map(\.shape) && order.map { WeightName.role($0.name) } == roles
        }
        guard let first = fitting.first else { return (arrays, false) }
        let identities = fitting.map { $0.map { ObjectIdentifier($0.parameter) } }
        let places = Dictionary(zip(identities[0], arrays)) { first, _ in first }
        return (
            weights.compactMap { places[ObjectIdentifier($0.parameter)] },
            first.count != weights.count || identities.contains { $0 != identities[0] }
        )
    }
}
