import Compute

extension Model {
    /// Tells of outputs that have gone through what their loss contains.
    func warnOfDoubledActivations(_ losses: [LossFunction]) throws {
        guard let network, losses.contains(where: \.isOfLogits) else { return }
        let graph = try network.graph()
        for (loss, (node, output)) in zip(losses, zip(graph.outputs, network.outputs)) {
            guard let activation = loss.containedActivation,
                graph.nodes[node].operation == .activation(activation.operation)
            else { continue }
            OutputSinks.current.show(
                .warning(
                    """
                    the loss \(loss.name) with fromLogits: true applies \(activation) itself, but layer \
                    '\(output.call.layer.name)' has applied it already; leave fromLogits out, or end the model without \
                    an activation
                    """))
        }
    }
}
