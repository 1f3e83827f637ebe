extension Lowering {
    /// The product of all inputs; an extent of 1 stands for as many as the result has.
    mutating func lowerMultiplication(_ index: Int) throws {
        let node = graph.nodes[index]
        let inputs = try node.inputs.map { try plain(value($0)) }
        let factors = zip(inputs, node.inputs).map { Factor($0, graph.nodes[$1].shape, in: node.shape) }
        let result = Value(plain: shape(node))
        let (batch, size) = (batchSize, node.shape.reduce(1, *))
        steps.append(
            LoopStep(node.layer, reads: inputs, writes: [result]) { run in
                let y = run.floats(result)
                for sample in 0..<batch { product(of: factors[...], sample, run, into: y + sample * size, size) }
            })
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            let gradient = try lowering.plain(gradient)
            for (position, input) in node.inputs.enumerated() where lowering.needsGradient[input] {
                let factor = factors[position]
                let others = factors[..<position] + factors[(position + 1)...]
                let inputGradient = Value(plain: inputs[position].shape)
                let product = Value(plain: [size])
                lowering.steps.append(
                    LoopStep(
                        "\(node.layer) gradient", reads: inputs + [gradient], writes: [inputGradient, product]
                    ) { run in
                        let (g, r, p) = (run.floats(gradient), run.floats(inputGradient), run.floats(product))
                        r.update(repeating: 0, count: inputGradient.count)
                        for sample in 0..<batch {
                            Compute.product(of: others, sample, run, into: p, size)
                            let (row, start) = (g + sample * size, r + sample * factor.size)
                            for i in 0..<size { start[factor.position(of: i)] += row[i] * p[i] }
                        }
                    })
                try lowering.addGradient(inputGradient, to: input)
            }
        }
    }
}

/// An input of a product, and which of its numbers belongs to each of the result's.
private struct Factor {
    let value: Value
    /// How many numbers a sample has.
    let size: Int
    /// For each number of a sample of the result one of the input; nil if they have the same shape.
    private let positions: [Int]?

    init(_ value: Value, _ shape: [Int], in whole: [Int]) {
        self.value = value
        size = shape.reduce(1, *)
        guard shape != whole else {
            positions = nil
            return
        }
        var positions = [0]
        for (extent, wholeExtent) in zip(shape, whole) {
            positions = positions.flatMap { position in
                (0..<wholeExtent).map { position * extent + (extent == 1 ? 0 : $0) }
            }
        }
        self.positions = positions
    }

    func position(of index: Int) -> Int { positions?[index] ?? index }
}

/// Writes the product of some inputs' numbers of one sample.
private func product(
    of factors: ArraySlice<Factor>, _ sample: Int, _ run: PlanRun, into y: UnsafeMutablePointer<Float>, _ size: Int
) {
    y.update(repeating: 1, count: size)
    for factor in factors {
        let x = run.floats(factor.value) + sample * factor.size
        for i in 0..<size { y[i] *= x[factor.position(of: i)] }
    }
}
