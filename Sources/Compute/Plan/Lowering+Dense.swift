extension Lowering {
    /// y = x·kernel + bias along the last axis; dkernel = xᵀ·dy, dbias = Σ dy, dx = dy·kernelᵀ.
    mutating func lowerDense(_ index: Int) throws {
        let node = graph.nodes[index]
        guard let kernel = node.parameters.first, let inputNode = node.inputs.first else {
            throw ComputeError("dense layer '\(node.layer)' lacks its kernel or input")
        }
        let bias = node.parameters.dropFirst().first
        let input = try plain(value(inputNode))
        let result = Value(plain: shape(node))
        let (inner, columns) = (kernel.shape[0], kernel.shape[1])
        let rows = input.count / inner
        let flops = 2 * Double(input.count) * Double(columns)
        steps.append(
            LoopStep(node.layer, reads: [input], writes: [result], kind: .dense, flops: flops) { run in
                let y = run.floats(result)
                if let bias {
                    for row in 0..<rows { (y + row * columns).update(from: bias.address, count: columns) }
                }
                BLAS.multiply(
                    .init(address: run.floats(input)), .init(address: kernel.address), into: y, rows: rows,
                    inner: inner, columns: columns, accumulate: bias != nil)
            })
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            let gradient = try lowering.plain(gradient)
            if node.isTrainable {
                let kernelGradient = Value(plain: kernel.shape)
                lowering.steps.append(
                    LoopStep(
                        "\(node.layer) kernel gradient", reads: [input, gradient], writes: [kernelGradient],
                        kind: .dense, pass: .weightsGradient, flops: flops
                    ) { run in
                        BLAS.multiply(
                            .init(address: run.floats(input), isTransposed: true),
                            .init(address: run.floats(gradient)), into: run.floats(kernelGradient), rows: inner,
                            inner: rows, columns: columns, accumulate: false)
                    })
                try lowering.addGradient(kernelGradient, to: kernel)
                if let bias { try lowering.addColumnSums(of: gradient, rows: rows, to: bias) }
            }
            guard lowering.needsGradient[inputNode] else { return }
            let inputGradient = Value(plain: input.shape)
            lowering.steps.append(
                LoopStep(
                    "\(node.layer) input gradient", reads: [gradient], writes: [inputGradient], kind: .dense,
                    pass: .sourceGradient, flops: flops
                ) { run in
                    BLAS.multiply(
                        .init(address: run.floats(gradient)), .init(address: kernel.address, isTransposed: true),
                        into: run.floats(inputGradient), rows: rows, inner: columns, columns: inner,
                        accumulate: false)
                })
            try lowering.addGradient(inputGradient, to: inputNode)
        }
    }

    /// Adds the gradient by a bias: the sum of the gradients of all rows.
    mutating func addColumnSums(of gradient: Value, rows: Int, to bias: Parameter) throws {
        let sums = Value(plain: bias.shape)
        steps.append(
            LoopStep("bias gradient", reads: [gradient], writes: [sums]) { run in
                let (g, s) = (run.floats(gradient), run.floats(sums))
                s.update(repeating: 0, count: sums.count)
                for row in 0..<rows {
                    for column in 0..<sums.count { s[column] += g[row * sums.count + column] }
                }
            })
        try addGradient(sums, to: bias)
    }
}
