/// What one step of a plan has to do: arithmetic of some kind, and bytes to move.
package struct StepWork: Codable, Hashable, Sendable {
    /// What kind of loop does the work; each runs at a speed of its own.
    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// A convolution by Winograd's algorithm.
        case winograd
        /// Another convolution with a window of several pixels.
        case convolution
        /// A convolution of the picture itself, which has too few channels to fill vectors.
        case stem
        /// A convolution with a window of one pixel.
        case pointwise
        /// A depthwise convolution with a window of up to three pixels' width.
        case depthwise
        /// A depthwise convolution with a wider window.
        case wideDepthwise
        /// A product of matrices.
        case dense
        /// A kernel whose speed is that of the memory, on all threads.
        case memory
        /// A loop over memory on one thread.
        case loop
        /// A loop that draws a random number for each of its own.
        case random
    }

    /// Which of a layer's three products is computed.
    package enum Pass: String, Codable, CaseIterable, Sendable {
        case forward
        case sourceGradient
        case weightsGradient
    }

    /// The kind of loop.
    package var kind: Kind
    /// Which product; `forward` for what has only one.
    package var pass: Pass
    /// Floating-point operations, a multiplication with an addition being two.
    package var flops: Double
    /// Bytes that are read and written.
    package var byteCount: Int

    /// Makes a work.
    package init(_ kind: Kind, _ pass: Pass = .forward, flops: Double = 0, byteCount: Int) {
        self.kind = kind
        self.pass = pass
        self.flops = flops
        self.byteCount = byteCount
    }
}

extension StepWork {
    /// The work of a convolution's primitive; nil if the arguments are not those of one.
    init?(
        _ implementation: String, _ arguments: [(Argument, MemoryDescriptor)], byteCount: Int
    ) {
        func dimensions(_ argument: Argument) -> [Int]? { arguments.first { $0.0 == argument }?.1.dimensions }
        guard let weights = dimensions(.weights) ?? dimensions(.weightsGradient),
            let result = dimensions(.destination) ?? dimensions(.destinationGradient), result.count == 4
        else { return nil }
        let pass: Pass =
            if dimensions(.weightsGradient) != nil {
                .weightsGradient
            } else if dimensions(.sourceGradient) != nil {
                .sourceGradient
            } else {
                .forward
            }
        let (width, channels) = (weights[weights.count - 1], weights[weights.count - 3])
        let kind: Kind =
            if weights.count == 5, weights[1] == 1, channels == 1 {
                width > 3 ? .wideDepthwise : .depthwise
            } else if implementation.contains("wino") {
                .winograd
            } else if channels <= 4 {
                .stem
            } else {
                width == 1 ? .pointwise : .convolution
            }
        // Each pixel of the result takes every weight once.
        let pixels = result[0] * result[2] * result[3]
        self.init(kind, pass, flops: 2 * Double(pixels) * Double(weights.reduce(1, *)), byteCount: byteCount)
    }
}
