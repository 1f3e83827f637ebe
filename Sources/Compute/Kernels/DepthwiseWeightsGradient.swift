/// The gradient by a depthwise convolution's weights, on pictures whose channels lie in blocks of 8 or 16.
///
/// For windows wider than three pixels oneDNN has no kernel of its own and multiplies matrices, ten times as slowly.
struct DepthwiseWeightsGradient: Sendable {
    let window: Window
    let batch: Int
    let picture: Extent
    let result: Extent
    let channels: Int
    /// How many channels lie together.
    let block: Int

    /// Writes the gradient in Keras' layout, (height, width, channel), and by the bias if there is one.
    func run(
        source: UnsafePointer<Float>, gradient: UnsafePointer<Float>, into weights: UnsafeMutablePointer<Float>,
        bias: UnsafeMutablePointer<Float>?
    ) {
        nonisolated(unsafe) let (source, gradient, weights, bias) = (source, gradient, weights, bias)
        // Each group's sums are made by one thread in one order, so that the number of threads does not change them.
        Threads.forEach((channels + 7) / 8) { group in
            let lanes = group * 8 / block * block
            let half = group * 8 % block
            var sums = [SIMD8<Float>](repeating: .zero, count: window.size.height * window.size.width)
            var total = SIMD8<Float>.zero
            let paddedChannels = (channels + block - 1) / block * block
            for sample in 0..<batch {
                let first = sample * paddedChannels + lanes
                let x = source + first * picture.height * picture.width + half
                let g = gradient + first * result.height * result.width + half
                add(x, g, to: &sums)
                if bias != nil {
                    for pixel in 0..<result.height * result.width { total += load(g, pixel) }
                }
            }
            for lane in 0..<min(8, channels - group * 8) {
                for position in sums.indices { weights[position * channels + group * 8 + lane] = sums[position][lane] }
                bias?[group * 8 + lane] = total[lane]
            }
        }
    }

    /// Adds what one picture's eight channels give to each of the window's positions.
    private func add(_ x: UnsafePointer<Float>, _ g: UnsafePointer<Float>, to sums: inout [SIMD8<Float>]) {
        let (width, step) = (picture.width, window.strides.width)
        for row in 0..<result.height {
            for i in 0..<window.size.height {
                let y = row * window.strides.height - window.padding.top + i * window.dilation.height
                guard y >= 0, y < picture.height else { continue }
                for j in 0..<window.size.width {
                    // The columns of the result under which this position of the window is within the picture.
                    let offset = j * window.dilation.width - window.padding.left
                    let start = offset < 0 ? (step - 1 - offset) / step : 0
                    let end = offset < width ? min(result.width, (width - 1 - offset) / step + 1) : 0
                    guard start < end else { continue }
                    var sum = SIMD8<Float>.zero
                    for column in start..<end {
                        sum += load(g, row * result.width + column) * load(x, y * width + column * step + offset)
                    }
                    sums[i * window.size.width + j] += sum
                }
            }
        }
    }

    private func load(_ pixels: UnsafePointer<Float>, _ index: Int) -> SIMD8<Float> {
        UnsafeRawPointer(pixels + index * block).loadUnaligned(as: SIMD8<Float>.self)
    }
}
