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
    mutating func addGradient(_ contribution: Value, to index: Int) throws {
        guard needsGradient[index] else { return }
        gradients[index] = try gradients[index].map { try sum($0, contribution) } ?? contribution
    }

    /// Adds a contribution to a parameter's gradient: a layer may be used more than once.
    mutating func addGradient(_ contribution: Value, to parameter: Parameter) throws {
        guard let position = parameterGradients.firstIndex(where: { $0.parameter === parameter }) else {
            parameterGradients.append((parameter, contribution))
            return
        }
        // One row is a shape that oneDNN takes whatever the parameter's is.
        let present = parameterGradients[position].value
        let row = [1, parameter.count]
        parameterGradients[position].value = try sum(present.reshaped(row), contribution.reshaped(row))
    }

    private mutating func sum(_ a: Value, _ b: Value) throws -> Value {
        let layout = try a.descriptor
        let addend = try native(b, as: layout)
        var result = a
        result.storage = Storage(byteCount: layout.byteCount)
        steps.append(
            try PrimitiveStep(
                "sum of gradients", Primitive.combination(.sum, layout),
                [(.source, .arena(a)), (.addend, .arena(addend)), (.destination, .arena(result))]))
        return result
    }
}
