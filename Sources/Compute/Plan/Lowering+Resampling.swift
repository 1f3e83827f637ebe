extension Lowering {
    /// Brings pictures to the size of the node's shape.
    mutating func lowerResampling(_ index: Int, _ resampling: Resampling) throws {
        let node = graph.nodes[index]
        let source = try plain(value(node.inputs[0]))
        let result = Value(plain: shape(node))
        let grid = ResamplingGrid(
            rows: ResamplingTable(from: source.shape[1], to: node.shape[0], resampling),
            columns: ResamplingTable(from: source.shape[2], to: node.shape[1], resampling), width: source.shape[2],
            channels: source.shape[3])
        let sizes = (source.count / batchSize, result.count / batchSize)
        let batch = batchSize
        steps.append(
            LoopStep(node.layer, reads: [source], writes: [result]) { run in
                for sample in 0..<batch {
                    grid.resample(run.floats(source) + sample * sizes.0, into: run.floats(result) + sample * sizes.1)
                }
            })
        values[index] = result
        guard needsGradient[index] else { return }
        gradientRules[index] = { lowering, gradient in
            let gradient = try lowering.plain(gradient)
            let inputGradient = Value(plain: source.shape)
            lowering.steps.append(
                LoopStep("\(node.layer) gradient", reads: [gradient], writes: [inputGradient]) { run in
                    run.floats(inputGradient).update(repeating: 0, count: inputGradient.count)
                    for sample in 0..<batch {
                        grid.distribute(
                            run.floats(gradient) + sample * sizes.1, to: run.floats(inputGradient) + sample * sizes.0)
                    }
                })
            try lowering.addGradient(inputGradient, to: node.inputs[0])
        }
    }
}

/// Where the pixels of a resampled picture come from.
private struct ResamplingGrid {
    let rows: ResamplingTable
    let columns: ResamplingTable
    let width: Int
    let channels: Int

    /// Calls the body for every new pixel with the positions of the four old ones' first channels.
    private func forEach(
        _ body: (
            _ pixel: Int, _ corners: (Int, Int, Int, Int), _ shares: (vertical: Float, horizontal: Float)
        ) -> Void
    ) {
        var pixel = 0
        for y in rows.lower.indices {
            let (above, below) = (rows.lower[y] * width, rows.upper[y] * width)
            for x in columns.lower.indices {
                let (left, right) = (columns.lower[x], columns.upper[x])
                body(
                    pixel * channels,
                    (
                        (above + left) * channels, (above + right) * channels, (below + left) * channels,
                        (below + right) * channels
                    ), (rows.share[y], columns.share[x]))
                pixel += 1
            }
        }
    }

    func resample(_ x: UnsafeMutablePointer<Float>, into y: UnsafeMutablePointer<Float>) {
        forEach { pixel, corners, shares in
            for c in 0..<channels {
                let above = x[corners.0 + c] + (x[corners.1 + c] - x[corners.0 + c]) * shares.horizontal
                let below = x[corners.2 + c] + (x[corners.3 + c] - x[corners.2 + c]) * shares.horizontal
                y[pixel + c] = above + (below - above) * shares.vertical
            }
        }
    }

    func distribute(_ gradient: UnsafeMutablePointer<Float>, to r: UnsafeMutablePointer<Float>) {
        forEach { pixel, corners, shares in
            for c in 0..<channels {
                let below = gradient[pixel + c] * shares.vertical
                let above = gradient[pixel + c] - below
                r[corners.0 + c] += above * (1 - shares.horizontal)
                r[corners.1 + c] += above * shares.horizontal
                r[corners.2 + c] += below * (1 - shares.horizontal)
                r[corners.3 + c] += below * shares.horizontal
            }
        }
    }
}
