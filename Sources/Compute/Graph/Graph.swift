/// What a model computes, as a list of operations in an order in which each comes after its inputs.
package struct Graph: Sendable {
    /// One operation.
    package struct Node: Sendable {
        /// What is computed.
        package var operation: Operation
        /// The nodes whose values go in.
        package var inputs: [Int]
        /// The arrays that the operation reads besides.
        package var parameters: [Parameter]
        /// The result's dimensions without the batch.
        package var shape: [Int]
        /// The layer that this node belongs to, for messages.
        package var layer: String
        /// Whether training changes the parameters.
        package var isTrainable: Bool
        /// Whether the operation does while training what it does outside, as if it were not told of the training.
        package var isInference = false
        /// What each parameter adds to the loss while training changes it; those at the end may be left out.
        package var penalties: [Penalty?]

        /// Makes a node.
        package init(
            _ operation: Operation, inputs: [Int], parameters: [Parameter] = [], shape: [Int], layer: String,
            isTrainable: Bool = false, penalties: [Penalty?] = []
        ) {
            self.operation = operation
            self.inputs = inputs
            self.parameters = parameters
            self.shape = shape
            self.layer = layer
            self.isTrainable = isTrainable
            self.penalties = penalties
        }
    }

    /// The operations.
    package private(set) var nodes: [Node] = []
    /// The nodes whose values are asked for.
    package var outputs: [Int] = []

    /// Whether nodes that are added are told nothing of the training.
    package var addsInference = false

    /// Makes an empty graph.
    package init() {}

    /// Adds an operation after all those it reads, and returns its number.
    @discardableResult
    package mutating func append(_ node: Node) -> Int {
        nodes.append(node)
        if addsInference { nodes[nodes.count - 1].isInference = true }
        return nodes.count - 1
    }

    /// The numbers of the input nodes, in order.
    package var inputs: [Int] { nodes.indices.filter { nodes[$0].operation == .input } }

    /// For every node the nodes that read it.
    var consumers: [[Int]] {
        var consumers = [[Int]](repeating: [], count: nodes.count)
        for (index, node) in nodes.enumerated() {
            for input in node.inputs { consumers[input].append(index) }
        }
        return consumers
    }
}
