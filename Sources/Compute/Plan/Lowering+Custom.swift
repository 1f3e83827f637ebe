extension Lowering {
    /// Runs what a user has written, on arrays of its own.
    mutating func lowerCustom(_ index: Int, _ function: CustomFunction) throws {
        let node = graph.nodes[index]
        let input = try plain(value(node.inputs[0]))
        let result = Value(plain: shape(node))
        steps.append(
            LoopStep(node.layer, reads: [input], writes: [result]) { run in
                try run.set(result, to: function.forward(input.shape, run.array(input)), by: node.layer)
            })
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            let gradient = try lowering.plain(gradient)
            let inputGradient = Value(plain: input.shape)
            lowering.steps.append(
                LoopStep("\(node.layer) gradient", reads: [input, gradient], writes: [inputGradient]) { run in
                    try run.set(
                        inputGradient, to: function.backward(input.shape, run.array(input), run.array(gradient)),
                        by: node.layer)
                })
            try lowering.addGradient(inputGradient, to: node.inputs[0])
        }
    }
}

extension PlanRun {
    fileprivate func array(_ value: Value) -> [Float] {
        Array(UnsafeBufferPointer(start: floats(value), count: value.count))
    }

    fileprivate func set(_ value: Value, to numbers: [Float], by layer: String) throws {
        guard numbers.count == value.count else {
            throw ComputeError("layer '\(layer)' gave \(numbers.count) numbers instead of \(value.count)")
        }
        numbers.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            floats(value).update(from: base, count: numbers.count)
        }
    }
}
