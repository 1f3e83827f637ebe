import Compute

extension Graph {
    /// Adds what a layer computes without weights, whose result has the shape of the first input, and returns its node.
    mutating func append(_ operation: Operation, onShapeOf inputs: [Int], layer: String) -> Int {
        append(Node(operation, inputs: inputs, shape: nodes[inputs[0]].shape, layer: layer))
    }
}
