extension Lowering {
    /// A change of the numbers by chance, which has no effect outside training.
    private struct Noise {
        /// Writes the changed numbers; the same stream gives the same change.
        let change: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, RandomStream) -> Void
        /// Whether the gradient is changed as the numbers are, rather than passed on.
        let changesGradient: Bool
    }

    mutating func lowerDropout(_ index: Int, _ rate: Float, wholeChannels: Bool) throws {
        let shape = shape(graph.nodes[index])
        let (count, channels) = (shape.reduce(1, *), shape.last ?? 1)
        let samples = wholeChannels ? shape[0] : 1
        try lower(
            index,
            rate > 0
                ? Noise(
                    change: { x, y, random in
                        if wholeChannels {
                            dropChannels(x, into: y, samples: samples, count / samples, channels, rate, random)
                        } else {
                            dropout(x, into: y, count, rate, random)
                        }
                    }, changesGradient: true) : nil)
    }

    mutating func lowerGaussianNoise(_ index: Int, _ deviation: Float) throws {
        let count = shape(graph.nodes[index]).reduce(1, *)
        try lower(
            index,
            deviation > 0
                ? Noise(
                    change: { x, y, random in
                        let noise = random.normal(count: count, deviation: deviation)
                        for i in 0..<count { y[i] = x[i] + noise[i] }
                    }, changesGradient: false) : nil)
    }

    private mutating func lower(_ index: Int, _ noise: Noise?) throws {
        let node = graph.nodes[index]
        guard isTraining, !node.isInference, let noise else {
            values[index] = try value(node.inputs[0])
            gradientRules[index] = { lowering, gradient in try lowering.addGradient(gradient, to: node.inputs[0]) }
            return
        }
        let input = try plain(value(node.inputs[0]))
        let result = Value(plain: input.shape)
        steps.append(
            LoopStep(node.layer, reads: [input], writes: [result], kind: .random) { run in
                noise.change(run.floats(input), run.floats(result), run.random.substream(index))
            })
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            guard noise.changesGradient else {
                try lowering.addGradient(gradient, to: node.inputs[0])
                return
            }
            // The stream gives the same numbers again: no mask needs to be kept.
            let gradient = try lowering.plain(gradient)
            let inputGradient = Value(plain: input.shape)
            lowering.steps.append(
                LoopStep("\(node.layer) gradient", reads: [gradient], writes: [inputGradient], kind: .random) { run in
                    noise.change(run.floats(gradient), run.floats(inputGradient), run.random.substream(index))
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

/// Does so with each channel of each sample, whose `size` numbers are rows of channels.
private func dropChannels(
    _ x: UnsafeMutablePointer<Float>, into y: UnsafeMutablePointer<Float>, samples: Int, _ size: Int, _ channels: Int,
    _ rate: Float, _ random: RandomStream
) {
    let factor = 1 / (1 - rate)
    let threshold = UInt32(min(Double(rate) * 0x1p32, 0x1p32 - 1))
    for sample in 0..<samples {
        let factors = (0..<channels).map { channel in
            random.block(UInt32(truncatingIfNeeded: sample * channels + channel)).0 < threshold ? 0 : factor
        }
        for start in stride(from: sample * size, to: (sample + 1) * size, by: channels) {
            for channel in 0..<channels { y[start + channel] = x[start + channel] * factors[channel] }
        }
    }
}
