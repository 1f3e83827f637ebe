extension Lowering {
    mutating func lowerAddition(_ index: Int) throws {
        let node = graph.nodes[index]
        var sum = try value(node.inputs[0])
        let layout = try sum.descriptor
        for input in node.inputs.dropFirst() {
            let addend = try native(value(input), as: layout)
            var result = sum
            result.storage = Storage(byteCount: layout.byteCount)
            steps.append(
                try PrimitiveStep(
                    node.layer, Primitive.combination(.sum, layout),
                    [(.source, .arena(sum)), (.addend, .arena(addend)), (.destination, .arena(result))]))
            sum = result
        }
        values[index] = sum
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            for input in node.inputs { try lowering.addGradient(gradient, to: input) }
        }
    }

    mutating func lowerReshape(_ index: Int) throws {
        let node = graph.nodes[index]
        let input = try plain(value(node.inputs[0]))
        values[index] = input.reshaped(shape(node))
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            try lowering.addGradient(lowering.plain(gradient).reshaped(input.shape), to: node.inputs[0])
        }
    }

    mutating func lowerRescaling(_ index: Int, _ scale: Float, _ offset: Float) throws {
        let node = graph.nodes[index]
        let input = try plain(value(node.inputs[0]))
        let result = Value(plain: input.shape)
        steps.append(
            LoopStep(node.layer, reads: [input], writes: [result]) { run in
                let (x, y) = (run.floats(input), run.floats(result))
                for i in 0..<result.count { y[i] = x[i] * scale + offset }
            })
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            let gradient = try lowering.plain(gradient)
            let inputGradient = Value(plain: input.shape)
            lowering.steps.append(
                LoopStep("\(node.layer) gradient", reads: [gradient], writes: [inputGradient]) { run in
                    let (g, r) = (run.floats(gradient), run.floats(inputGradient))
                    for i in 0..<inputGradient.count { r[i] = g[i] * scale }
                })
            try lowering.addGradient(inputGradient, to: node.inputs[0])
        }
    }

    /// (x − mean) / max(√variance, 10⁻⁷) along the last axis.
    mutating func lowerStandardization(_ index: Int) throws {
        let node = graph.nodes[index]
        guard node.parameters.count >= 2 else { throw ComputeError("layer '\(node.layer)' lacks its statistics") }
        let (mean, variance) = (node.parameters[0], node.parameters[1])
        let input = try plain(value(node.inputs[0]))
        let result = Value(plain: input.shape)
        let channels = mean.count
        steps.append(
            LoopStep(node.layer, reads: [input], writes: [result]) { run in
                let (x, y) = (run.floats(input), run.floats(result))
                for c in 0..<channels {
                    let (m, d) = (mean.address[c], max(variance.address[c].squareRoot(), 1e-7))
                    for i in stride(from: c, to: result.count, by: channels) { y[i] = (x[i] - m) / d }
                }
            })
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            let gradient = try lowering.plain(gradient)
            let inputGradient = Value(plain: input.shape)
            lowering.steps.append(
                LoopStep("\(node.layer) gradient", reads: [gradient], writes: [inputGradient]) { run in
                    let (g, r) = (run.floats(gradient), run.floats(inputGradient))
                    for c in 0..<channels {
                        let d = max(variance.address[c].squareRoot(), 1e-7)
                        for i in stride(from: c, to: inputGradient.count, by: channels) { r[i] = g[i] / d }
                    }
                })
            try lowering.addGradient(inputGradient, to: node.inputs[0])
        }
    }
}
