import Foundation

extension Lowering {
    mutating func lowerActivation(_ index: Int, _ activation: Activation) throws {
        let node = graph.nodes[index]
        let inputNode = node.inputs[0]
        let input = try value(inputNode)
        if activation == .softmax && hasLoss && graph.outputs == [index] {
            // The loss takes the logits: its gradient with softmax is simply p − t.
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
        let output = try plain(result)
        gradientRules[index] = { lowering, gradient in
            let inputGradient = Value(plain: output.shape)
            lowering.steps.append(
                LoopStep("\(node.layer) gradient", reads: [output, gradient], writes: [inputGradient]) { run in
                    activation.differentiate(
                        output: run.floats(output), gradient: run.floats(gradient),
                        into: run.floats(inputGradient), count: output.count,
                        classes: output.shape[output.shape.count - 1])
                })
            lowering.addGradient(inputGradient, to: inputNode)
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

extension Activation {
    /// Computes the gradient by the input from the output and the gradient by the output.
    fileprivate func differentiate(
        output y: UnsafeMutablePointer<Float>, gradient: UnsafeMutablePointer<Float>,
        into result: UnsafeMutablePointer<Float>, count: Int, classes: Int
    ) {
        switch self {
        case .linear:
            result.update(from: gradient, count: count)
        case .relu(let limit):
            let limit = limit ?? .infinity
            for i in 0..<count { result[i] = y[i] > 0 && y[i] < limit ? gradient[i] : 0 }
        case .sigmoid:
            for i in 0..<count { result[i] = gradient[i] * y[i] * (1 - y[i]) }
        case .tanh:
            for i in 0..<count { result[i] = gradient[i] * (1 - y[i] * y[i]) }
        case .softmax:
            for row in stride(from: 0, to: count, by: classes) {
                var dot: Float = 0
                for i in row..<row + classes { dot += gradient[i] * y[i] }
                for i in row..<row + classes { result[i] = y[i] * (gradient[i] - dot) }
            }
        }
    }
}
