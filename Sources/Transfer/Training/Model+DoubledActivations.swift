import Compute

extension Model {
    /// Tells of outputs that have gone through what their loss contains.
    func warnOfDoubledActivations(_ losses: [LossFunction]) throws {
        guard let network, losses.contains(where: \.isOfLogits) else { return }
        let graph = try network.graph()
        for (number, (loss, output)) in zip(losses, network.outputs).enumerated() where graph.doubles(loss, number) {
            OutputSinks.current.show(
                .warning(
                    """
                    the loss \(loss.name) with fromLogits: true expects numbers before \
                    \(loss.containedActivation.map { "\($0)" } ?? ""), but layer '\(output.call.layer.name)' has applied \
                    that; as in Keras, the loss takes the numbers before it; leave fromLogits out, or end the model \
                    without an activation
                    """))
        }
    }
}

extension Graph {
    /// What the kernels compare each output by.
    ///
    /// As in Keras on TensorFlow, a loss of logits that follows the activation it contains takes what went into that.
    func kernels(of losses: [LossFunction]) -> [Loss] {
        losses.enumerated().map { number, loss in (doubles(loss, number) ? loss.ofProbabilities : loss).kernel }
    }

    /// Whether an output has gone through what its loss contains.
    fileprivate func doubles(_ loss: LossFunction, _ output: Int) -> Bool {
        guard let activation = loss.containedActivation, outputs.indices.contains(output) else { return false }
        return nodes[outputs[output]].operation == .activation(activation.operation)
    }
}
