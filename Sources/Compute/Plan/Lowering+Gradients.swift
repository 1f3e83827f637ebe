/// Adds the steps that pass a node's gradient on to its inputs and parameters.
typealias GradientRule = (inout Lowering, _ outputGradient: Value) throws -> Void

extension Lowering {
    /// Goes back from the loss and adds every needed gradient's steps.
    mutating func addGradients() throws {
        for index in graph.nodes.indices.reversed() where needsGradient[index] {
            guard let gradient = gradients[index] else { continue }
            guard let rule = gradientRules[index] else {
                throw ComputeError("layer '\(graph.nodes[index].layer)' cannot pass gradients on")
            }
            try rule(&self, gradient)
        }
    }

    /// Adds a contribution to the gradient of a node's result, if anything needs that gradient.
    mutating func addGradient(_ contribution: Value, to index: Int) {
        guard needsGradient[index] else { return }
        guard let present = gradients[index] else {
            gradients[index] = contribution
            return
        }
        gradients[index] = sum(present, contribution, shape: present.shape)
    }

    /// Adds a contribution to a parameter's gradient: a layer may be used more than once.
    mutating func addGradient(_ contribution: Value, to parameter: Parameter) {
        guard let position = parameterGradients.firstIndex(where: { $0.parameter === parameter }) else {
            parameterGradients.append((parameter, contribution))
            return
        }
        let present = parameterGradients[position].value
        parameterGradients[position].value = sum(present, contribution, shape: present.shape)
    }

    private mutating func sum(_ a: Value, _ b: Value, shape: [Int]) -> Value {
        let result = Value(plain: shape)
        steps.append(
            LoopStep("sum of gradients", reads: [a, b], writes: [result]) { run in
                let (a, b, r) = (run.floats(a), run.floats(b), run.floats(result))
                for i in 0..<result.count { r[i] = a[i] + b[i] }
            })
        return result
    }
}

extension Operation {
    /// Whether a gradient can pass through the operation, and reach its parameters.
    package var hasGradient: Bool {
        switch self {
        case .input, .dense, .batchNormalization, .activation, .add, .globalPooling, .flatten, .dropout, .rescaling:
            true
        case .convolution, .depthwiseConvolution, .pooling, .zeroPadding: false
        }
    }
}

extension Graph {
    /// The layers that training would have to pass a gradient through but cannot, in order.
    package var layersWithoutGradient: [String] {
        var needs = [Bool](repeating: false, count: nodes.count)
        var names: [String] = []
        for (index, node) in nodes.enumerated() {
            needs[index] = node.isTrainable || node.inputs.contains { needs[$0] }
            if needs[index] && !node.operation.hasGradient && names.last != node.layer { names.append(node.layer) }
        }
        return names
    }
}
