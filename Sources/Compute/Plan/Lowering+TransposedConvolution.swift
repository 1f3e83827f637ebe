extension Lowering {
    /// y = the source gradient of a convolution of y: a matrix product makes the window's columns of each pixel, which
    /// are added up where they overlap.
    mutating func lowerTransposedConvolution(_ index: Int, _ window: Window) throws {
        let node = graph.nodes[index]
        guard let kernel = node.parameters.first else {
            throw ComputeError("transposed convolution '\(node.layer)' lacks its kernel")
        }
        let bias = node.parameters.dropFirst().first
        let input = try plain(value(node.inputs[0]))
        let result = Value(plain: shape(node))
        let columns = WindowColumns(
            window, large: node.shape, small: Extent(height: input.shape[1], width: input.shape[2]))
        let (batch, channels) = (batchSize, input.shape[3])
        let sizes = (input: columns.rows * channels, result: result.count / batch)
        let scratch = Value(plain: [columns.rows, columns.width])
        let flops = 2 * Double(input.count) * Double(columns.width)
        steps.append(
            LoopStep(node.layer, reads: [input], writes: [result, scratch], kind: .dense, flops: flops) { run in
                let y = run.floats(result)
                for start in stride(from: 0, to: result.count, by: node.shape[2]) {
                    for c in 0..<node.shape[2] { y[start + c] = bias?.address[c] ?? 0 }
                }
                for sample in 0..<batch {
                    BLAS.multiply(
                        .init(address: run.floats(input) + sample * sizes.input),
                        .init(address: kernel.address, isTransposed: true), into: run.floats(scratch),
                        rows: columns.rows, inner: channels, columns: columns.width, accumulate: false)
                    columns.add(run.floats(scratch), to: y + sample * sizes.result)
                }
            })
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            let gradient = try lowering.plain(gradient)
            let scratch = Value(plain: [columns.rows, columns.width])
            let kernelGradient = Value(plain: kernel.shape)
            let inputGradient = Value(plain: input.shape)
            lowering.steps.append(
                LoopStep(
                    "\(node.layer) gradient", reads: [input, gradient],
                    writes: [scratch, kernelGradient, inputGradient], kind: .dense, pass: .sourceGradient,
                    flops: 2 * flops
                ) { run in
                    for sample in 0..<batch {
                        columns.gather(run.floats(gradient) + sample * sizes.result, into: run.floats(scratch))
                        BLAS.multiply(
                            .init(address: run.floats(scratch), isTransposed: true),
                            .init(address: run.floats(input) + sample * sizes.input), into: run.floats(kernelGradient),
                            rows: columns.width, inner: columns.rows, columns: channels, accumulate: sample > 0)
                        BLAS.multiply(
                            .init(address: run.floats(scratch)), .init(address: kernel.address),
                            into: run.floats(inputGradient) + sample * sizes.input, rows: columns.rows,
                            inner: columns.width, columns: channels, accumulate: false)
                    }
                })
            if node.isTrainable {
                try lowering.addGradient(kernelGradient, to: kernel)
                if let bias {
                    try lowering.addColumnSums(of: gradient, rows: gradient.count / bias.count, to: bias)
                }
            }
            try lowering.addGradient(inputGradient, to: node.inputs[0])
        }
    }
}

/// The pixels under each position of a window on a picture, as a matrix: a row each position, (height, width, channel)
/// of the window along it.
private struct WindowColumns {
    /// The number of the window's positions.
    let rows: Int
    /// The numbers under one position.
    var width: Int { window.size.height * window.size.width * channels }
    private let window: Window
    private let picture: Extent
    private let channels: Int
    private let positions: Extent

    init(_ window: Window, large shape: [Int], small positions: Extent) {
        self.window = window
        self.positions = positions
        picture = Extent(height: shape[0], width: shape[1])
        channels = shape[2]
        rows = positions.height * positions.width
    }

    /// Adds each number to the pixel that it belongs to.
    func add(_ matrix: UnsafeMutablePointer<Float>, to image: UnsafeMutablePointer<Float>) {
        forEach { cell, pixel in
            guard let pixel else { return }
            for c in 0..<channels { image[pixel + c] += matrix[cell + c] }
        }
    }

    /// Copies the pixels into the matrix; there are zeros beyond the border.
    func gather(_ image: UnsafeMutablePointer<Float>, into matrix: UnsafeMutablePointer<Float>) {
        forEach { cell, pixel in
            if let pixel {
                (matrix + cell).update(from: image + pixel, count: channels)
            } else {
                (matrix + cell).update(repeating: 0, count: channels)
            }
        }
    }

    private func forEach(_ body: (_ cell: Int, _ pixel: Int?) -> Void) {
        var cell = 0
        for row in 0..<positions.height {
            for column in 0..<positions.width {
                for i in 0..<window.size.height {
                    let y = row * window.strides.height - window.padding.top + i * window.dilation.height
                    for j in 0..<window.size.width {
                        let x = column * window.strides.width - window.padding.left + j * window.dilation.width
                        let isInside = y >= 0 && y < picture.height && x >= 0 && x < picture.width
                        body(cell, isInside ? (y * picture.width + x) * channels : nil)
                        cell += channels
                    }
                }
            }
        }
    }
}
