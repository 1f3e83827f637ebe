import Foundation

extension Lowering {
    /// Adds the mean crossentropy over the batch, and its gradient by the output.
    mutating func addLoss(_ loss: Loss, output: Int) throws {
        let fusesSoftmax = graph.nodes[output].operation == .activation(.softmax)
        let predicted = try plain(value(output))
        let gradient = isTraining ? Value(plain: predicted.shape) : nil
        let (batch, classes) = (batchSize, predicted.count / batchSize)
        steps.append(
            LoopStep("loss", reads: [predicted], writes: gradient.map { [$0] } ?? []) { run in
                var target = [Float](repeating: 0, count: classes)
                var result = [Float](repeating: 0, count: classes)
                for sample in 0..<batch {
                    let row = run.floats(predicted) + sample * classes
                    run.targets?.copy(sample, into: &target)
                    run.loss += result.withUnsafeMutableBufferPointer { result in
                        fusesSoftmax
                            ? crossentropy(logits: row, target, gradient: result)
                            : crossentropy(probabilities: row, target, gradient: result)
                    }
                    if largest(UnsafeBufferPointer(start: row, count: classes))
                        == target.withUnsafeBufferPointer(largest)
                    {
                        run.correct += 1
                    }
                    if let gradient {
                        let g = run.floats(gradient) + sample * classes
                        for i in 0..<classes { g[i] = result[i] / Float(batch) }
                    }
                }
            })
        guard let gradient else { return }
        // With softmax fused, the gradient is the one by the logits.
        try addGradient(gradient, to: fusesSoftmax ? graph.nodes[output].inputs[0] : output)
    }
}

extension Targets {
    fileprivate func copy(_ sample: Int, into row: inout [Float]) {
        switch self {
        case .classes(let numbers):
            for i in row.indices { row[i] = 0 }
            let number = Int(numbers[sample])
            if row.indices.contains(number) { row[number] = 1 }
        case .probabilities(let values):
            for i in row.indices { row[i] = values[sample * row.count + i] }
        }
    }
}

private func largest(_ values: UnsafeBufferPointer<Float>) -> Int {
    var best = 0
    for i in values.indices where values[i] > values[best] { best = i }
    return best
}

/// −Σ t·log softmax(z) of one sample, with the gradient Σt·p − t by z.
private func crossentropy(
    logits: UnsafeMutablePointer<Float>, _ target: [Float], gradient: UnsafeMutableBufferPointer<Float>
) -> Double {
    guard let p = gradient.baseAddress else { return 0 }
    let normalizer = softmax(logits, into: p, target.count)
    var loss = 0.0
    var mass: Float = 0
    for i in target.indices {
        loss -= Double(target[i]) * Double(logits[i] - normalizer)
        mass += target[i]
    }
    for i in target.indices { p[i] = mass * p[i] - target[i] }
    return loss
}

/// −Σ t·log q of one sample, for q = y/Σy kept within [10⁻⁷, 1 − 10⁻⁷] as Keras does, with the gradient by y.
private func crossentropy(
    probabilities y: UnsafeMutablePointer<Float>, _ target: [Float], gradient: UnsafeMutableBufferPointer<Float>
) -> Double {
    let epsilon: Float = 1e-7
    var total: Float = 0
    for i in target.indices { total += y[i] }
    var loss = 0.0
    var dot: Float = 0
    for i in target.indices {
        let q = y[i] / total
        let kept = min(max(q, epsilon), 1 - epsilon)
        loss -= Double(target[i]) * Double(log(kept))
        gradient[i] = q == kept ? -target[i] / q : 0
        dot += gradient[i] * q
    }
    for i in target.indices { gradient[i] = (gradient[i] - dot) / total }
    return loss
}
