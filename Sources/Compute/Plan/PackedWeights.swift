/// A convolution's parameters, and the batch normalization folded into them if there is one.
struct ConvolutionParameters {
    /// kernel (height, width, in, out), or (height, width, in, multiplier) of a depthwise one.
    let kernel: Parameter
    let bias: Parameter?
    let normalization: BatchNormalizationParameters?
    let isDepthwise: Bool

    fileprivate var all: [Parameter] {
        [kernel] + (bias.map { [$0] } ?? []) + (normalization?.all ?? [])
    }

    var outputChannels: Int {
        isDepthwise ? kernel.shape[2] * kernel.shape[3] : kernel.shape[3]
    }

    /// The kernel's dimensions in oneDNN's order: (out, in, h, w), or (group, out, in, h, w) of a depthwise one.
    var dimensions: [Int] {
        let (h, w, i, o) = (kernel.shape[0], kernel.shape[1], kernel.shape[2], kernel.shape[3])
        return isDepthwise ? [i, o, 1, h, w] : [o, i, h, w]
    }

    /// Where Keras' layout keeps the elements of those dimensions.
    private var strides: [Int] {
        let (w, i, o) = (kernel.shape[1], kernel.shape[2], kernel.shape[3])
        return isDepthwise ? [o, 1, 1, w * i * o, i * o] : [1, o, w * i * o, i * o]
    }

    /// Keras' layout in oneDNN's terms.
    var kerasDescriptor: MemoryDescriptor {
        get throws { try MemoryDescriptor(dimensions: dimensions, strides: strides) }
    }
}

/// A batch normalization's arrays, one number a channel each.
struct BatchNormalizationParameters {
    let scale: Parameter?
    let shift: Parameter?
    let mean: Parameter
    let variance: Parameter
    let epsilon: Float

    /// Takes the arrays in the order of a graph node: gamma and beta where they exist, moving mean, moving variance.
    init?(_ node: Graph.Node) {
        guard case .batchNormalization(let epsilon, _, let hasScale, let hasShift) = node.operation else { return nil }
        var rest = node.parameters[...]
        scale = hasScale ? rest.popFirst() : nil
        shift = hasShift ? rest.popFirst() : nil
        guard let mean = rest.popFirst(), let variance = rest.popFirst() else { return nil }
        self.mean = mean
        self.variance = variance
        self.epsilon = epsilon
    }

    var all: [Parameter] { [scale, shift, mean, variance].compactMap { $0 } }
}

/// A convolution's weights in the layout its primitive chose, packed anew when the parameters have changed.
final class PackedWeights {
    let weights: AlignedBuffer
    let bias: AlignedBuffer
    fileprivate let parameters: ConvolutionParameters
    fileprivate let descriptor: MemoryDescriptor
    private var packed: [Int] = []

    fileprivate init(_ parameters: ConvolutionParameters, _ descriptor: MemoryDescriptor) {
        self.parameters = parameters
        self.descriptor = descriptor
        weights = AlignedBuffer(byteCount: descriptor.byteCount)
        bias = AlignedBuffer(byteCount: parameters.outputChannels * MemoryLayout<Float>.stride)
    }

    /// Brings the packed numbers up to date: w′ = w·γ/√(σ²+ε), b′ = (b − μ)·γ/√(σ²+ε) + β.
    func refresh() throws {
        let versions = parameters.all.map(\.version)
        guard versions != packed else { return }
        let channels = parameters.outputChannels
        var factors = [Float](repeating: 1, count: channels)
        for channel in 0..<channels {
            var value = parameters.bias?.address[channel] ?? 0
            if let normalization = parameters.normalization {
                let factor =
                    (normalization.scale?.address[channel] ?? 1)
                    / (normalization.variance.address[channel] + normalization.epsilon).squareRoot()
                factors[channel] = factor
                value =
                    (value - normalization.mean.address[channel]) * factor
                    + (normalization.shift?.address[channel] ?? 0)
            }
            bias.floats[channel] = value
        }
        let source = try parameters.kerasDescriptor
        let call = try PrimitiveCall(
            Primitive.reorder(from: source, to: descriptor), [(.source, source), (.destination, descriptor)])
        let kernel = parameters.normalization == nil ? parameters.kernel.storage : scaled(by: factors)
        call.bind(0, to: kernel.address)
        call.bind(1, to: weights.address)
        try withExtendedLifetime(kernel) { try call.run() }
        packed = versions
    }

    private func scaled(by factors: [Float]) -> AlignedBuffer {
        let kernel = parameters.kernel
        let result = AlignedBuffer(byteCount: kernel.count * MemoryLayout<Float>.stride)
        for start in stride(from: 0, to: kernel.count, by: factors.count) {
            for channel in factors.indices {
                result.floats[start + channel] = kernel.address[start + channel] * factors[channel]
            }
        }
        return result
    }
}

/// The packed weights that a model's plans share: batches of other sizes mostly want the same layout.
package final class PackedWeightsCache {
    private var entries: [PackedWeights] = []

    /// Makes an empty cache.
    package init() {}

    func weights(_ parameters: ConvolutionParameters, as descriptor: MemoryDescriptor) -> PackedWeights {
        let found = entries.first {
            $0.parameters.kernel === parameters.kernel
                && $0.parameters.normalization?.mean === parameters.normalization?.mean
                && $0.descriptor.isSame(as: descriptor)
        }
        if let found { return found }
        let entry = PackedWeights(parameters, descriptor)
        entries.append(entry)
        return entry
    }
}
