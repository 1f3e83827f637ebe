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
        // What the gradient is computed from: the result, unless something else is kept.
        var kept: Value?
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
        case .rectifier(let slope, let limit, let threshold):
            let source = try plain(input)
            kept = source
            result = Value(plain: source.shape)
            addRectifier(
                Rectifier(slope: slope, limit: limit ?? .infinity, threshold: threshold), source, result, node.layer)
        default:
            let layout = try input.descriptor
            var output = input
            let isSourceKept = needsGradient[index] && !activation.isDifferentiatedFromResult
            if isSourceKept { kept = input }
            if isSourceKept || !mayOverwrite(inputNode) { output.storage = Storage(byteCount: layout.byteCount) }
            steps.append(
                try PrimitiveStep(
                    node.layer, Primitive.activation(activation, layout),
                    [(.source, .arena(input)), (.destination, .arena(output))]))
            result = output
        }
        values[index] = result
        if needsGradient[index] { differentiateActivation(index, activation, kept: kept ?? result) }
    }

    /// Sets the rule of an activation's gradient, given its result or, where that does not suffice, its source.
    mutating func differentiateActivation(_ index: Int, _ activation: Activation, kept: Value) {
        let node = graph.nodes[index]
        let label = "\(node.layer) gradient"
        switch activation {
        case .linear:
            gradientRules[index] = { lowering, gradient in try lowering.addGradient(gradient, to: node.inputs[0]) }
        case .softmax:
            gradientRules[index] = { lowering, gradient in
                let gradient = try lowering.plain(gradient)
                let inputGradient = Value(plain: kept.shape)
                lowering.steps.append(
                    LoopStep(label, reads: [kept, gradient], writes: [inputGradient]) { run in
                        differentiateSoftmax(
                            output: run.floats(kept), gradient: run.floats(gradient),
                            into: run.floats(inputGradient), count: kept.count,
                            classes: kept.shape[kept.shape.count - 1])
                    })
                try lowering.addGradient(inputGradient, to: node.inputs[0])
            }
        case .rectifier(let slope, let limit, let threshold):
            let rectifier = Rectifier(slope: slope, limit: limit ?? .infinity, threshold: threshold)
            gradientRules[index] = { lowering, gradient in
                let gradient = try lowering.plain(gradient)
                let inputGradient = Value(plain: kept.shape)
                lowering.steps.append(
                    LoopStep(label, reads: [kept, gradient], writes: [inputGradient]) { run in
                        let (x, g, r) = (run.floats(kept), run.floats(gradient), run.floats(inputGradient))
                        for i in 0..<kept.count { r[i] = g[i] * rectifier.derivative(x[i]) }
                    })
                try lowering.addGradient(inputGradient, to: node.inputs[0])
            }
        default:
            gradientRules[index] = { lowering, gradient in
                let layout = try kept.descriptor
                let gradient = try lowering.native(gradient, as: layout)
                var inputGradient = kept
                inputGradient.storage = Storage(byteCount: layout.byteCount)
                lowering.steps.append(
                    try PrimitiveStep(
                        label, Primitive.activationGradient(activation, layout),
                        [
                            (activation.isDifferentiatedFromResult ? .destination : .source, .arena(kept)),
                            (.destinationGradient, .arena(gradient)), (.sourceGradient, .arena(inputGradient)),
                        ]))
                try lowering.addGradient(inputGradient, to: node.inputs[0])
            }
        }
    }

    private mutating func addRectifier(_ rectifier: Rectifier, _ source: Value, _ result: Value, _ label: String) {
        steps.append(
            LoopStep(label, reads: [source], writes: [result]) { run in
                let (x, y) = (run.floats(source), run.floats(result))
                for i in 0..<result.count { y[i] = rectifier(x[i]) }
            })
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

/// A rectifier with all its settings.
private struct Rectifier {
    let slope: Float
    let limit: Float
    let threshold: Float

    func callAsFunction(_ x: Float) -> Float {
        x >= limit ? limit : x >= threshold ? x : slope * (x - threshold)
    }

    func derivative(_ x: Float) -> Float { x >= limit ? 0 : x >= threshold ? 1 : slope }
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
