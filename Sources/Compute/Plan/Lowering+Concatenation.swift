extension Lowering {
    /// Puts the inputs one after another along an axis.
    ///
    /// Copying whole stretches of memory beats oneDNN's own concatenation, also where channels lie in blocks.
    mutating func lowerConcatenation(_ index: Int, axis: Int) throws {
        let node = graph.nodes[index]
        let found = try node.inputs.map { try value($0) }
        let block = try axis == node.shape.count - 1 ? commonBlock(found) : nil
        let inputs = try found.map { try block == nil ? plain($0) : native($0, as: blocked($0.shape, block)) }
        let shape = shape(node)
        let result = try block == nil ? Value(plain: shape) : Value(shape, blocked(shape, block))
        let stretches = Stretches(inputs.map(\.shape), axis: axis + 1, isBlocked: block != nil)
        steps.append(
            LoopStep(node.layer, reads: inputs, writes: [result]) { run in
                stretches.forEach { input, offset, start, count in
                    (run.floats(result) + start).update(from: run.floats(inputs[input]) + offset, count: count)
                }
            })
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            let gradient = try lowering.native(gradient, as: result.descriptor)
            let inputGradients = inputs.map { input in
                var copy = input
                copy.storage = Storage(byteCount: input.storage.byteCount)
                return copy
            }
            lowering.steps.append(
                LoopStep("\(node.layer) gradient", reads: [gradient], writes: inputGradients) { run in
                    stretches.forEach { input, offset, start, count in
                        (run.floats(inputGradients[input]) + offset)
                            .update(from: run.floats(gradient) + start, count: count)
                    }
                })
            for (input, inputGradient) in zip(node.inputs, inputGradients) {
                try lowering.addGradient(inputGradient, to: input)
            }
        }
    }

    /// The size of channel blocks in which all pictures can be kept, if one of them is already.
    private func commonBlock(_ values: [Value]) throws -> Int? {
        let blocks = try values.compactMap { try $0.descriptor.channelBlock }
        return blocks.first { block in values.allSatisfy { $0.shape.count == 4 && $0.shape[3] % block == 0 } }
    }

    private func blocked(_ shape: [Int], _ block: Int?) throws -> MemoryDescriptor {
        try MemoryDescriptor(dimensions: MemoryDescriptor.dimensions(of: shape), channelBlock: block ?? 16)
    }
}

/// Which stretches of several arrays make up one.
private struct Stretches {
    private let outer: Int
    private let counts: [Int]

    init(_ shapes: [[Int]], axis: Int, isBlocked: Bool) {
        // All channels of a picture in blocks lie together, so there is one stretch a picture.
        let axis = isBlocked ? 1 : axis
        outer = shapes[0][..<axis].reduce(1, *)
        counts = shapes.map { $0[axis...].reduce(1, *) }
    }

    /// Calls the body with the number of an input, where in it a stretch begins, where in the whole, and how long it is.
    func forEach(_ body: (_ input: Int, _ offset: Int, _ start: Int, _ count: Int) -> Void) {
        var start = 0
        for row in 0..<outer {
            for (input, count) in counts.enumerated() {
                body(input, row * count, start, count)
                start += count
            }
        }
    }
}
