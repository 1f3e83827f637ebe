/// What to do with a backbone for a new task: where to cut it, what to freeze, and how fast to train the rest.
public struct TransferPlan: Hashable, Sendable {
    /// What the plan is for.
    public let scenario: TransferScenario
    /// The backbone's last layer that is used; those after it are cut off.
    public let lastLayer: String
    /// How many layers are cut off.
    public let cutLayers: Int
    /// The last layer that is frozen, with all before it; nil where all are trained.
    public let lastFrozenLayer: String?
    /// How many of the layers that are used are frozen.
    public let frozenLayers: Int
    /// How many layers of the backbone are used.
    public let usedLayers: Int
    /// The learning rate of the new layers, for Adam.
    public let headRate: Double
    /// The learning rate of the backbone's layers that are trained.
    public let bodyRate: Double
    /// Whether batch normalizations that are not frozen are trained; else they keep their moving statistics.
    public let trainsNormalization: Bool

    var keepsWhole: Bool { cutLayers == 0 }

    init(_ scenario: TransferScenario, _ base: Model) throws {
        let places = try CutPlaces(base)
        self.scenario = scenario
        let last = scenario == .smallDifferent ? places.place(at: 0.5) : places.end
        lastLayer = places.names[last]
        usedLayers = last + 1
        cutLayers = places.names.count - usedLayers
        let frozen: Int? =
            switch scenario {
            case .smallSimilar, .smallDifferent: last
            case .largeSimilar: places.place(at: 0.6)
            case .largeDifferent: nil
            }
        lastFrozenLayer = frozen.map { places.names[$0] }
        frozenLayers = frozen.map { $0 + 1 } ?? 0
        headRate = 1e-3
        bodyRate =
            switch scenario {
            case .smallSimilar, .smallDifferent: 0
            case .largeSimilar: 1e-5
            case .largeDifferent: 1e-4
            }
        trainsNormalization = scenario == .largeDifferent
    }
}

extension TransferPlan: CustomStringConvertible {
    /// The plan with its reasons, a line each.
    public var description: String {
        let reason =
            switch scenario {
            case .smallSimilar: "Few pictures, like those seen before: take the features as they are."
            case .smallDifferent: "Few pictures, unlike those seen before: take the earlier, general features."
            case .largeSimilar: "Many pictures, like those seen before: adapt the later features."
            case .largeDifferent: "Many pictures, unlike those seen before: train everything from these weights."
            }
        let cut =
            cutLayers == 0 ? "nothing" : "the \(cutLayers == 1 ? "layer" : "\(cutLayers) layers") after '\(lastLayer)'"
        let frozen: String =
            switch (lastFrozenLayer, frozenLayers == usedLayers) {
            case (nil, _): "nothing"
            case (_, true): "all \(usedLayers) layers that remain"
            case (let name?, false): "\(frozenLayers) of \(usedLayers) layers, up to '\(name)'"
            }
        let normalization = trainsNormalization ? "" : ", batch normalizations excepted"
        let body =
            bodyRate == 0
            ? "" : ", the layers of the backbone\(normalization) at \(Words.number(bodyRate))"
        return """
            \(reason)
            - cut off: \(cut)
            - freeze: \(frozen)
            - train: new layers at \(Words.number(headRate))\(body)
            """
    }
}

/// Where a backbone can be divided: the layers whose results give pictures and are all that later layers read.
private struct CutPlaces {
    /// The names of the layers, in order.
    let names: [String]
    /// The last layer that gives pictures.
    let end: Int
    private let places: [Int]

    init(_ base: Model) throws {
        let network = try base.builtNetwork()
        let layers = network.layers
        names = layers.map(\.name)
        let positions = Dictionary(uniqueKeysWithValues: layers.enumerated().map { (ObjectIdentifier($1), $0) })
        /// The earliest layer that the layer at a position or any later one reads.
        var earliest = [Int](repeating: layers.count, count: layers.count + 1)
        for call in network.calls {
            guard let reader = positions[ObjectIdentifier(call.layer)] else { continue }
            for input in call.inputs {
                guard let source = positions[ObjectIdentifier(input.call.layer)] else { continue }
                earliest[reader] = min(earliest[reader], source)
            }
        }
        for position in layers.indices.reversed() {
            earliest[position] = min(earliest[position], earliest[position + 1])
        }
        let places = layers.indices.filter { position in
            let shapes = network.lastCalls[ObjectIdentifier(layers[position])]?.outputShapes
            let next = position + 1 < layers.count ? layers[position + 1] : nil
            // A convolution belongs together with the normalization and activation after it.
            let isBoundary = next.map { !($0 is BatchNormalization || $0 is ReLU || $0 is Activation) } ?? true
            return shapes?.count == 1 && shapes?[0].count == 3 && isBoundary && !(layers[position] is Input)
                && earliest[position + 1] >= position
        }
        guard let end = places.last else {
            throw TransferError.model(.notABackbone(model: base.name, output: network.output.itemShape))
        }
        self.end = end
        self.places = places
    }

    /// The last place within a fraction of the layers up to the end.
    func place(at fraction: Double) -> Int {
        places.last { Double($0 + 1) <= fraction * Double(end + 1) } ?? places.first ?? end
    }
}
