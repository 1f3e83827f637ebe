/// The layers of a model and what each reads, as data.
public struct Architecture: Codable, Hashable, Sendable {
    /// What training does with a layer's weights.
    @frozen public enum Training: String, Codable, Hashable, Sendable, CaseIterable {
        /// It changes them.
        case trainable
        /// It changes those of some layers within.
        case partly
        /// It leaves them alone.
        case frozen
        /// There are none.
        case none
    }

    /// One layer, or a model within the model.
    public struct Node: Codable, Hashable, Sendable {
        /// The layer's name.
        public var name: String
        /// The layer's class, for example `Conv2D`.
        public var kind: String
        /// The dimensions of each result without the batch; empty when they are not known yet.
        public var shapes: [[Int]]
        /// How many numbers the weights are.
        public var parameters: Int
        /// What training does with them.
        public var training: Training
        /// The places, in the list of nodes, of those that this one reads.
        public var inputs: [Int]
        /// The layers of a model within the model.
        public var layers: [Node]

        /// Makes a node; a layer has no `layers` within it.
        public init(
            name: String, kind: String, shapes: [[Int]], parameters: Int, training: Training, inputs: [Int],
            layers: [Node] = []
        ) {
            self.name = name
            self.kind = kind
            self.shapes = shapes
            self.parameters = parameters
            self.training = training
            self.inputs = inputs
            self.layers = layers
        }
    }

    /// The layers, each after those that it reads.
    public var nodes: [Node]

    /// Makes an architecture from its layers.
    public init(nodes: [Node]) {
        self.nodes = nodes
    }
}

extension Architecture.Training {
    /// The sign that tells it without colour; empty where there are no weights.
    var mark: String {
        switch self {
        case .trainable: "●"
        case .partly: "◐"
        case .frozen: "❄"
        case .none: ""
        }
    }

    /// The word for people.
    var word: String {
        switch self {
        case .trainable: "trainable"
        case .partly: "partly frozen"
        case .frozen: "frozen"
        case .none: "no weights"
        }
    }

    /// What holds of several layers together.
    package static func joined(_ parts: [Self]) -> Self {
        let kinds = Set(parts).subtracting([.none])
        return kinds.count > 1 ? .partly : kinds.first ?? .none
    }
}
