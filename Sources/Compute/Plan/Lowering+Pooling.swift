extension Lowering {
    mutating func lowerPooling(_ index: Int, _ kind: PoolingKind, _ window: Window) throws {
        let node = graph.nodes[index]
        let inputNode = node.inputs[0]
        let source = try value(inputNode)
        guard needsGradient[index] else {
            values[index] = try pool(source, kind, window, shape: shape(node), layer: node.layer)
            return
        }
        let forward = try Primitive.pooling(
            kind, window, source: source.descriptor, destination: .any(shape(node)), isDifferentiated: true)
        let layout = try forward.descriptor(of: .destination)
        let result = Value(shape(node), layout)
        var arguments: [(Argument, PrimitiveStep.Place)] = [
            (.source, .arena(source)), (.destination, .arena(result)),
        ]
        // A maximum remembers which pixel it took.
        let choices = kind == .maximum ? Value([], try forward.descriptor(of: .workspace)) : nil
        if let choices { arguments.append((.workspace, .arena(choices))) }
        steps.append(try PrimitiveStep(node.layer, forward, arguments))
        values[index] = result
        gradientRules[index] = { lowering, gradient in
            let gradient = try lowering.native(gradient, as: layout)
            let primitive = try Primitive.poolingGradient(
                kind, window, source: source.descriptor, destination: layout, forward: forward)
            var inputGradient = source
            inputGradient.storage = Storage(byteCount: try source.descriptor.byteCount)
            var arguments: [(Argument, PrimitiveStep.Place)] = [
                (.destinationGradient, .arena(gradient)), (.sourceGradient, .arena(inputGradient)),
            ]
            if let choices { arguments.append((.workspace, .arena(choices))) }
            lowering.steps.append(try PrimitiveStep("\(node.layer) gradient", primitive, arguments))
            try lowering.addGradient(inputGradient, to: inputNode)
        }
    }

    private mutating func pool(
        _ source: Value, _ kind: PoolingKind, _ window: Window, shape: [Int], layer: String
    ) throws -> Value {
        let primitive = try Primitive.pooling(
            kind, window, source: source.descriptor, destination: .any(shape), isDifferentiated: false)
        let result = Value(shape, try primitive.descriptor(of: .destination))
        steps.append(
            try PrimitiveStep(layer, primitive, [(.source, .arena(source)), (.destination, .arena(result))]))
        return result
    }

    /// The mean or maximum of each channel over the picture.
    mutating func lowerGlobalPooling(_ index: Int, _ kind: PoolingKind) throws {
        let node = graph.nodes[index]
        let inputNode = node.inputs[0]
        let input = try value(inputNode)
        let (batch, pixels, channels) = (input.shape[0], input.shape[1] * input.shape[2], input.shape[3])
        guard needsGradient[index] || input.isPlain else {
            let window = Window(
                size: Extent(height: input.shape[1], width: input.shape[2]), strides: Extent(height: 1, width: 1),
                padding: Padding())
            let pooled = try pool(input, kind, window, shape: [batch, 1, 1, channels], layer: node.layer)
            values[index] = try plain(pooled).reshaped(shape(node))
            return
        }
        let source = try plain(input)
        let result = Value(plain: shape(node))
        steps.append(
            LoopStep(node.layer, reads: [source], writes: [result]) { run in
                for sample in 0..<batch {
                    let x = run.floats(source) + sample * pixels * channels
                    let y = run.floats(result) + sample * channels
                    y.update(repeating: kind == .average ? 0 : -.infinity, count: channels)
                    for pixel in 0..<pixels {
                        let row = x + pixel * channels
                        switch kind {
                        case .average: for c in 0..<channels { y[c] += row[c] }
                        case .maximum: for c in 0..<channels { y[c] = max(y[c], row[c]) }
                        }
                    }
                    if kind == .average { for c in 0..<channels { y[c] /= Float(pixels) } }
                }
            })
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            let gradient = try lowering.plain(gradient)
            let inputGradient = Value(plain: source.shape)
            lowering.steps.append(
                LoopStep(
                    "\(node.layer) gradient", reads: [source, result, gradient], writes: [inputGradient]
                ) { run in
                    for sample in 0..<batch {
                        let offset = sample * pixels * channels
                        differentiateGlobalPooling(
                            kind, x: run.floats(source) + offset, y: run.floats(result) + sample * channels,
                            gradient: run.floats(gradient) + sample * channels,
                            into: run.floats(inputGradient) + offset, pixels: pixels, channels: channels)
                    }
                })
            try lowering.addGradient(inputGradient, to: inputNode)
        }
    }
}

/// Spreads an average's gradient evenly, gives a maximum's to the first pixel that holds it.
private func differentiateGlobalPooling(
    _ kind: PoolingKind, x: UnsafeMutablePointer<Float>, y: UnsafeMutablePointer<Float>,
    gradient: UnsafeMutablePointer<Float>, into result: UnsafeMutablePointer<Float>, pixels: Int, channels: Int
) {
    switch kind {
    case .average:
        for pixel in 0..<pixels {
            for c in 0..<channels { result[pixel * channels + c] = gradient[c] / Float(pixels) }
        }
    case .maximum:
        result.update(repeating: 0, count: pixels * channels)
        for c in 0..<channels {
            for pixel in 0..<pixels where x[pixel * channels + c] == y[c] {
                result[pixel * channels + c] = gradient[c]
                break
            }
        }
    }
}
