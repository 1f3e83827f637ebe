import Foundation

extension Lowering {
    mutating func lowerActivation(_ index: Int, _ activation: Activation) throws {
        let node = graph.nodes[index]
        let inputNode = node.inputs[0]
        let input = try value(inputNode)
        if absorbsIntoLoss(index) {
            // With softmax or sigmoid and its crossentropy, the gradient is simply p − t.
            values[index] = input
            return
        }
        let result: Value
        switch activation {
        case .linear:
            result = input
        case .softmax:
            let source = try plain(input)
            let output = Value(plain: source.shape)
            steps.append(
                LoopStep(node.layer, reads: [source], writes: [output]) { run in
                    let classes = output.shape[output.shape.count - 1]
                    for row in 0..<output.count / max(classes, 1) {
                        softmax(run.floats(source) + row * classes, into: run.floats(output) + row * classes, classes)
                    }
                })
            result = output
        default:
            let layout = try input.descriptor
            var output = input
            if !mayOverwrite(inputNode) { output.storage = Storage(byteCount: layout.byteCount) }
            steps.append(
                try PrimitiveStep(
                    node.layer, Primitive.activation(activation, layout),
                    [(.source, .arena(input)), (.destination, .arena(output))]))
            result = output
        }
        values[index] = result
        guard needsGradient[index] else { return }
        switch activation {
        case .linear:
            gradientRules[index] = { lowering, gradient in try lowering.addGradient(gradient, to: inputNode) }
        case .softmax:
            gradientRules[index] = { lowering, gradient in
                let gradient = try lowering.plain(gradient)
                let inputGradient = Value(plain: result.shape)
                lowering.steps.append(
                    LoopStep("\(node.layer) gradient", reads: [result, gradient], writes: [inputGradient]) { run in
                        differentiateSoftmax(
                            output: run.floats(result), gradient: run.floats(gradient),
                            into: run.floats(inputGradient), count: result.count,
                            classes: result.shape[result.shape.count - 1])
                    })
                try lowering.addGradient(inputGradient, to: inputNode)
            }
        default:
            gradientRules[index] = { lowering, gradient in
                let layout = try result.descriptor
                let gradient = try lowering.native(gradient, as: layout)
                var inputGradient = result
                inputGradient.storage = Storage(byteCount: layout.byteCount)
                lowering.steps.append(
                    try PrimitiveStep(
                        "\(node.layer) gradient", Primitive.activationGradient(activation, layout),
                        [
                            (.destination, .arena(result)), (.destinationGradient, .arena(gradient)),
                            (.sourceGradient, .arena(inputGradient)),
                        ]))
                try lowering.addGradient(inputGradient, to: inputNode)
            }
        }
    }

    /// Whether a node's result is read by nothing but the operation that is about to overwrite it.
    private func mayOverwrite(_ index: Int) -> Bool {
        guard soleConsumer(index) != nil else { return false }
        return switch graph.nodes[index].operation {
        case .dense, .convolution, .depthwiseConvolution, .batchNormalization: true
        default: false
        }
    }
}

/// Writes eˣⁱ / Σⱼ eˣʲ for one row and returns log Σⱼ eˣʲ.
@discardableResult
func softmax(_ x: UnsafeMutablePointer<Float>, into p: UnsafeMutablePointer<Float>, _ count: Int) -> Float {
    var largest = -Float.infinity
    for i in 0..<count { largest = max(largest, x[i]) }
    var total: Float = 0
    for i in 0..<count {
        p[i] = exp(x[i] - largest)
        total += p[i]
    }
    for i in 0..<count { p[i] /= total }
    return largest + log(total)
}

/// dx = y·(dy − Σ dy·y) for every row.
private func differentiateSoftmax(
    output y: UnsafeMutablePointer<Float>, gradient: UnsafeMutablePointer<Float>,
    into result: UnsafeMutablePointer<Float>, count: Int, classes: Int
) {
    for row in stride(from: 0, to: count, by: classes) {
        var dot: Float = 0
        for i in row..<row + classes { dot += gradient[i] * y[i] }
        for i in row..<row + classes { result[i] = y[i] * (gradient[i] - dot) }
    }
}
