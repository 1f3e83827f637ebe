import Compute

extension Model {
    /// Tells of outputs that are a softmax of a single number, which is 1 whatever the model learns.
    func warnOfSoftmaxOfOne() throws {
        guard let network else { return }
        let graph = try network.graph()
        for (number, output) in network.outputs.enumerated() {
            guard output.itemShape.last == 1, graph.outputs.indices.contains(number),
                graph.nodes[graph.outputs[number]].operation == .activation(ActivationFunction.softmax.operation)
            else { continue }
            OutputSinks.current.show(
                .warning(
                    """
                    the output of layer '\(output.call.layer.name)' is a softmax of one number, which is always 1; give it \
                    activation: .sigmoid, or a number for each class
                    """))
        }
    }
}
