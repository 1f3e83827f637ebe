import Compute

/// Which layers of a model take their weights from which layers of a file.
struct WeightsMatch {
    /// The layers that both have.
    let pairings: [WeightsPairing]
    /// The model's layers with weights that the file lacks.
    let missing: [Layer]
    /// The file's layers that the model lacks.
    let surplus: [WeightsFileLayer]
    /// What people should know although the weights fit.
    let doubts: [String]

    /// Finds the layers by their names, or, where names are missing, all by their order.
    init(_ own: [Layer], _ file: any WeightsFile) {
        let named = WeightsMatch(named: own, file)
        guard file.isOrdered, file.layers.count == own.count, named.pairings.count < own.count else {
            self = named
            return
        }
        let ordered = zip(own, file.layers).map { WeightsPairing($0, $1) }
        // Where neither fits, the names tell best what differs.
        guard named.pairings.isEmpty || ordered.allSatisfy(\.fits) else {
            self = named
            return
        }
        pairings = ordered
        (missing, surplus) = ([], [])
        doubts = Self.doubts(pairings) + Self.exchangeable(pairings)
    }

    /// Finds the layers by their names.
    init(named own: [Layer], _ file: any WeightsFile) {
        let found = Dictionary(file.layers.map { ($0.name, $0) }) { first, _ in first }
        pairings = own.compactMap { layer in found[layer.name].map { WeightsPairing(layer, $0) } }
        missing = own.filter { found[$0.name] == nil }
        let names = Set(own.map(\.name))
        surplus = file.layers.filter { !names.contains($0.name) }
        doubts = Self.doubts(pairings)
    }

    /// Whether every layer of either side has a partner of its shapes.
    var isComplete: Bool { missing.isEmpty && surplus.isEmpty && pairings.allSatisfy(\.fits) }

    private static func doubts(_ pairings: [WeightsPairing]) -> [String] {
        pairings.filter(\.isAmbiguous).map {
            """
            the file does not tell which weights of '\($0.layer.name)' are whose, and several orders fit; compare \
            predictions, or save the file again with other layers frozen
            """
        }
    }

    /// Layers that were given names, other ones than in the file, and that could change places unnoticed.
    private static func exchangeable(_ pairings: [WeightsPairing]) -> [String] {
        let renamed = pairings.filter {
            $0.layer.name != $0.fileLayer && !WeightName.isAutomatic($0.layer.name, kind: $0.layer.kind)
                && !WeightName.isAutomatic($0.fileLayer, kind: $0.layer.kind)
        }
        let groups = Dictionary(grouping: renamed) { $0.weights.map(\.parameter.shape) }.values.filter { $0.count > 1 }
        guard let group = groups.min(by: { $0[0].layer.name < $1[0].layer.name }) else { return [] }
        return [
            """
            the file calls its layers otherwise than the model, so that they were matched by their order: \
            '\(group[0].fileLayer)' became '\(group[0].layer.name)', '\(group[1].fileLayer)' '\(group[1].layer.name)', \
            which have the same shapes; compare predictions
            """
        ]
    }
}
