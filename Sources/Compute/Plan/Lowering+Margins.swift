extension Lowering {
    /// Puts zeros around pictures, unless the convolution that reads them does it.
    mutating func lowerZeroPadding(_ index: Int, _ padding: Padding) throws {
        let node = graph.nodes[index]
        if isPaddingLeftToConsumer(index) {
            values[index] = try value(node.inputs[0])
            return
        }
        let source = try plain(value(node.inputs[0]))
        let result = Value(plain: shape(node))
        let frame = Frame(outer: result.shape, inner: source.shape, padding)
        steps.append(
            LoopStep(node.layer, reads: [source], writes: [result]) { run in
                frame.wrap(run.floats(source), into: run.floats(result))
            })
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            let gradient = try lowering.plain(gradient)
            let inputGradient = Value(plain: source.shape)
            lowering.steps.append(
                LoopStep("\(node.layer) gradient", reads: [gradient], writes: [inputGradient]) { run in
                    frame.cut(run.floats(gradient), into: run.floats(inputGradient))
                })
            try lowering.addGradient(inputGradient, to: node.inputs[0])
        }
    }

    /// Cuts the margins of pictures off.
    mutating func lowerCropping(_ index: Int, _ margins: Padding) throws {
        let node = graph.nodes[index]
        let source = try plain(value(node.inputs[0]))
        let result = Value(plain: shape(node))
        let frame = Frame(outer: source.shape, inner: result.shape, margins)
        steps.append(
            LoopStep(node.layer, reads: [source], writes: [result]) { run in
                frame.cut(run.floats(source), into: run.floats(result))
            })
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            let gradient = try lowering.plain(gradient)
            let inputGradient = Value(plain: source.shape)
            lowering.steps.append(
                LoopStep("\(node.layer) gradient", reads: [gradient], writes: [inputGradient]) { run in
                    frame.wrap(run.floats(gradient), into: run.floats(inputGradient))
                })
            try lowering.addGradient(inputGradient, to: node.inputs[0])
        }
    }
}

/// Pictures within larger ones.
private struct Frame {
    private let outer: [Int]
    private let inner: [Int]
    private let margins: Padding

    init(outer: [Int], inner: [Int], _ margins: Padding) {
        self.outer = outer
        self.inner = inner
        self.margins = margins
    }

    /// Copies the inner pictures into the outer ones and fills the margins with zeros.
    func wrap(_ x: UnsafeMutablePointer<Float>, into y: UnsafeMutablePointer<Float>) {
        y.update(repeating: 0, count: outer.reduce(1, *))
        forEachRow { inside, outside, count in (y + outside).update(from: x + inside, count: count) }
    }

    /// Copies the inner part of the outer pictures.
    func cut(_ x: UnsafeMutablePointer<Float>, into y: UnsafeMutablePointer<Float>) {
        forEachRow { inside, outside, count in (y + inside).update(from: x + outside, count: count) }
    }

    private func forEachRow(_ body: (_ inside: Int, _ outside: Int, _ count: Int) -> Void) {
        let count = inner[2] * inner[3]
        for line in 0..<inner[0] * inner[1] {
            let (sample, row) = (line / inner[1], line % inner[1] + margins.top)
            body(line * count, ((sample * outer[1] + row) * outer[2] + margins.left) * inner[3], count)
        }
    }
}
