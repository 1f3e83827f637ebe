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
                    node.layer, Primitive.addition(layout),
                    [(.source, .arena(sum)), (.addend, .arena(addend)), (.destination, .arena(result))]))
            sum = result
        }
        values[index] = sum
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            for input in node.inputs { try lowering.addGradient(gradient, to: input) }
        }
    }

    mutating func lowerFlatten(_ index: Int) throws {
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

    mutating func lowerDropout(_ index: Int, _ rate: Float) throws {
        let node = graph.nodes[index]
        guard isTraining, rate > 0 else {
            let input = try value(node.inputs[0])
            values[index] = input
            gradientRules[index] = { lowering, gradient in try lowering.addGradient(gradient, to: node.inputs[0]) }
            return
        }
        let input = try plain(value(node.inputs[0]))
        let result = Value(plain: input.shape)
        steps.append(
            LoopStep(node.layer, reads: [input], writes: [result]) { run in
                dropout(
                    run.floats(input), into: run.floats(result), input.count, rate, run.random.substream(index))
            })
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            // The stream gives the same numbers again: no mask needs to be kept.
            let gradient = try lowering.plain(gradient)
            let inputGradient = Value(plain: input.shape)
            lowering.steps.append(
                LoopStep("\(node.layer) gradient", reads: [gradient], writes: [inputGradient]) { run in
                    dropout(
                        run.floats(gradient), into: run.floats(inputGradient), input.count, rate,
                        run.random.substream(index))
                })
            try lowering.addGradient(inputGradient, to: node.inputs[0])
        }
    }
}

/// Sets each value to zero with probability `rate`, and scales the others by 1/(1 − rate).
private func dropout(
    _ x: UnsafeMutablePointer<Float>, into y: UnsafeMutablePointer<Float>, _ count: Int, _ rate: Float,
    _ random: RandomStream
) {
    let factor = 1 / (1 - rate)
    let threshold = UInt32(min(Double(rate) * 0x1p32, 0x1p32 - 1))
    for start in stride(from: 0, to: count, by: 4) {
        let words = random.block(UInt32(truncatingIfNeeded: start / 4))
        let end = min(start + 4, count)
        y[start] = words.0 < threshold ? 0 : x[start] * factor
        if start + 1 < end { y[start + 1] = words.1 < threshold ? 0 : x[start + 1] * factor }
        if start + 2 < end { y[start + 2] = words.2 < threshold ? 0 : x[start + 2] * factor }
        if start + 3 < end { y[start + 3] = words.3 < threshold ? 0 : x[start + 3] * factor }
    }
}
