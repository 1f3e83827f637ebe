extension Lowering {
    /// Whether a node is a batch normalization that uses its batch's statistics: in training, neither frozen nor kept to
    /// inference.
    func usesBatchStatistics(_ index: Int) -> Bool {
        guard case .batchNormalization = graph.nodes[index].operation else { return false }
        return isTraining && graph.nodes[index].isTrainable && !graph.nodes[index].isInference
    }

    mutating func lowerBatchNormalization(_ index: Int) throws {
        let node = graph.nodes[index]
        guard let parameters = BatchNormalizationParameters(node) else {
            throw ComputeError("batch normalization '\(node.layer)' lacks its statistics")
        }
        if node.shape.count == 3 {
            try lowerPictureNormalization(index, parameters)
        } else {
            try lowerPlainBatchNormalization(index, parameters)
        }
    }

    /// Normalizes pictures in the layout that they have.
    private mutating func lowerPictureNormalization(_ index: Int, _ parameters: BatchNormalizationParameters) throws {
        let node = graph.nodes[index]
        guard case .batchNormalization(let epsilon, let momentum, let hasScale, let hasShift) = node.operation else {
            return
        }
        let input = try value(node.inputs[0])
        let layout = try input.descriptor
        var result = input
        result.storage = Storage(byteCount: layout.byteCount)
        let normalization = Primitive.Normalization(
            epsilon: epsilon, hasScale: hasScale, hasShift: hasShift,
            usesBatchStatistics: usesBatchStatistics(index))
        let mean: PrimitiveStep.Place
        let variance: PrimitiveStep.Place
        let shape = [parameters.mean.count]
        let batch = normalization.usesBatchStatistics ? (Value(plain: shape), Value(plain: shape)) : nil
        if let batch {
            (mean, variance) = (.arena(batch.0), .arena(batch.1))
        } else {
            (mean, variance) = (.constant(parameters.mean.storage), .constant(parameters.variance.storage))
        }
        var factors: [(Argument, PrimitiveStep.Place)] = []
        if let scale = parameters.scale { factors.append((.scale, .constant(scale.storage))) }
        if let shift = parameters.shift { factors.append((.shift, .constant(shift.storage))) }
        steps.append(
            try PrimitiveStep(
                node.layer, Primitive.normalization(normalization, layout),
                [(.source, .arena(input)), (.mean, mean), (.variance, variance), (.destination, .arena(result))]
                    + factors))
        if let batch {
            steps.append(
                LoopStep("\(node.layer) moving statistics", reads: [batch.0, batch.1]) { run in
                    parameters.mean.blend(run.floats(batch.0), momentum: momentum)
                    parameters.variance.blend(run.floats(batch.1), momentum: momentum)
                })
        }
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            let gradient = try lowering.native(gradient, as: layout)
            var inputGradient = input
            inputGradient.storage = Storage(byteCount: layout.byteCount)
            var arguments: [(Argument, PrimitiveStep.Place)] =
                [
                    (.source, .arena(input)), (.mean, mean), (.variance, variance),
                    (.destinationGradient, .arena(gradient)), (.sourceGradient, .arena(inputGradient)),
                ] + factors
            for (parameter, argument) in [
                (parameters.scale, Argument.scaleGradient), (parameters.shift, .shiftGradient),
            ] {
                guard let parameter else { continue }
                let parameterGradient = Value(plain: shape)
                arguments.append((argument, .arena(parameterGradient)))
                if node.isTrainable { try lowering.addGradient(parameterGradient, to: parameter) }
            }
            lowering.steps.append(
                try PrimitiveStep(
                    "\(node.layer) gradient", Primitive.normalizationGradient(normalization, layout), arguments))
            try lowering.addGradient(inputGradient, to: node.inputs[0])
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
            let gradient = try lowering.plain(gradient)
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
                if let scale = parameters.scale { try lowering.addGradient(scaleGradient, to: scale) }
                if let shift = parameters.shift { try lowering.addGradient(shiftGradient, to: shift) }
            }
            try lowering.addGradient(inputGradient, to: node.inputs[0])
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
