extension Lowering {
    /// Whether a node is a batch normalization that uses its batch's statistics: in training, and not frozen.
    func usesBatchStatistics(_ index: Int) -> Bool {
        guard case .batchNormalization = graph.nodes[index].operation else { return false }
        return isTraining && graph.nodes[index].isTrainable
    }

    mutating func lowerBatchNormalization(_ index: Int) throws {
        let node = graph.nodes[index]
        guard let parameters = BatchNormalizationParameters(node) else {
            throw ComputeError("batch normalization '\(node.layer)' lacks its statistics")
        }
        let input = try value(node.inputs[0])
        if input.isPlain || needsGradient[index] {
            try lowerPlainBatchNormalization(index, parameters)
        } else {
            let layout = try input.descriptor
            let channels = parameters.mean.count
            var result = input
            result.storage = Storage(byteCount: layout.byteCount)
            steps.append(
                try PrimitiveStep(
                    node.layer, Primitive.normalization(epsilon: parameters.epsilon, layout),
                    [
                        (.source, .arena(input)), (.mean, .constant(parameters.mean.storage)),
                        (.variance, .constant(parameters.variance.storage)),
                        (.scale, .constant(parameters.scale?.storage ?? .repeating(1, count: channels))),
                        (.shift, .constant(parameters.shift?.storage ?? .repeating(0, count: channels))),
                        (.destination, .arena(result)),
                    ]))
            values[index] = result
        }
    }

    /// y = γ·(x − μ)/√(σ² + ε) + β over rows of channels; μ and σ² are the batch's or the moving ones.
    private mutating func lowerPlainBatchNormalization(
        _ index: Int, _ parameters: BatchNormalizationParameters
    ) throws {
        let node = graph.nodes[index]
        guard case .batchNormalization(let epsilon, let momentum, _, _) = node.operation else { return }
        let input = try plain(value(node.inputs[0]))
        let channels = parameters.mean.count
        let rows = input.count / channels
        let result = Value(plain: input.shape)
        // The mean and 1/√(σ² + ε) of each channel, kept for the gradient.
        let statistics = Value(plain: [2, channels])
        let isBatch = usesBatchStatistics(index)
        steps.append(
            LoopStep(node.layer, reads: [input], writes: [result, statistics]) { run in
                let (x, y) = (run.floats(input), run.floats(result))
                let mean = run.floats(statistics)
                let inverse = mean + channels
                if isBatch {
                    batchStatistics(x, rows: rows, channels: channels, mean: mean, variance: inverse)
                    parameters.mean.blend(mean, momentum: momentum)
                    parameters.variance.blend(inverse, momentum: momentum)
                } else {
                    mean.update(from: parameters.mean.address, count: channels)
                    inverse.update(from: parameters.variance.address, count: channels)
                }
                for c in 0..<channels { inverse[c] = 1 / (inverse[c] + epsilon).squareRoot() }
                let (scale, shift) = (parameters.scale?.address, parameters.shift?.address)
                for row in 0..<rows {
                    for c in 0..<channels {
                        let i = row * channels + c
                        y[i] = (x[i] - mean[c]) * inverse[c] * (scale?[c] ?? 1) + (shift?[c] ?? 0)
                    }
                }
            })
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            let inputGradient = Value(plain: input.shape)
            let scaleGradient = Value(plain: [channels])
            let shiftGradient = Value(plain: [channels])
            lowering.steps.append(
                LoopStep(
                    "\(node.layer) gradient", reads: [input, statistics, gradient],
                    writes: [inputGradient, scaleGradient, shiftGradient]
                ) { run in
                    let (x, g, r) = (run.floats(input), run.floats(gradient), run.floats(inputGradient))
                    let mean = run.floats(statistics)
                    let inverse = mean + channels
                    let (dScale, dShift) = (run.floats(scaleGradient), run.floats(shiftGradient))
                    dScale.update(repeating: 0, count: channels)
                    dShift.update(repeating: 0, count: channels)
                    for row in 0..<rows {
                        for c in 0..<channels {
                            let i = row * channels + c
                            dShift[c] += g[i]
                            dScale[c] += g[i] * (x[i] - mean[c]) * inverse[c]
                        }
                    }
                    let scale = parameters.scale?.address
                    let share = isBatch ? 1 / Float(rows) : 0
                    for row in 0..<rows {
                        for c in 0..<channels {
                            let i = row * channels + c
                            let normalized = (x[i] - mean[c]) * inverse[c]
                            r[i] =
                                (g[i] - share * (dShift[c] + normalized * dScale[c])) * inverse[c] * (scale?[c] ?? 1)
                        }
                    }
                })
            if node.isTrainable {
                if let scale = parameters.scale { lowering.addGradient(scaleGradient, to: scale) }
                if let shift = parameters.shift { lowering.addGradient(shiftGradient, to: shift) }
            }
            lowering.addGradient(inputGradient, to: node.inputs[0])
        }
    }
}

/// The mean and the biased variance of each channel over all rows.
private func batchStatistics(
    _ x: UnsafeMutablePointer<Float>, rows: Int, channels: Int, mean: UnsafeMutablePointer<Float>,
    variance: UnsafeMutablePointer<Float>
) {
    mean.update(repeating: 0, count: channels)
    variance.update(repeating: 0, count: channels)
    for row in 0..<rows {
        for c in 0..<channels { mean[c] += x[row * channels + c] }
    }
    for c in 0..<channels { mean[c] /= Float(rows) }
    for row in 0..<rows {
        for c in 0..<channels {
            let difference = x[row * channels + c] - mean[c]
            variance[c] += difference * difference
        }
    }
    for c in 0..<channels { variance[c] /= Float(rows) }
}

extension Parameter {
    /// value = momentum·value + (1 − momentum)·observed.
    fileprivate func blend(_ observed: UnsafeMutablePointer<Float>, momentum: Float) {
        update { values in
            for i in values.indices { values[i] = momentum * values[i] + (1 - momentum) * observed[i] }
        }
    }
}

extension AlignedBuffer {
    fileprivate static func repeating(_ value: Float, count: Int) -> AlignedBuffer {
        let buffer = AlignedBuffer(byteCount: count * MemoryLayout<Float>.stride)
        buffer.floats.update(repeating: value, count: count)
        return buffer
    }
}
