/// A convolution's parameters, and the batch normalization folded into them if there is one.
struct ConvolutionParameters {
    /// kernel (height, width, in / groups, out), or (height, width, in, multiplier) of a depthwise one.
    let kernel: Parameter
    let bias: Parameter?
    let normalization: BatchNormalizationParameters?
    let isDepthwise: Bool
    /// Into how many groups the channels are divided, a depthwise one apart.
    var groups = 1

    fileprivate var all: [Parameter] {
        [kernel] + (bias.map { [$0] } ?? []) + (normalization?.all ?? [])
    }

    var hasGroups: Bool { isDepthwise || groups > 1 }

    var outputChannels: Int {
        isDepthwise ? kernel.shape[2] * kernel.shape[3] : kernel.shape[3]
    }

    /// The kernel's dimensions in oneDNN's order: (out, in, h, w), or (group, out, in, h, w) of one with groups.
    var dimensions: [Int] {
        let (h, w, i, o) = (kernel.shape[0], kernel.shape[1], kernel.shape[2], kernel.shape[3])
        if isDepthwise { return [i, o, 1, h, w] }
        return groups == 1 ? [o, i, h, w] : [groups, o / groups, i, h, w]
    }

    /// Where Keras' layout keeps the elements of those dimensions.
    private var strides: [Int] {
        let (w, i, o) = (kernel.shape[1], kernel.shape[2], kernel.shape[3])
        if isDepthwise { return [o, 1, 1, w * i * o, i * o] }
        return groups == 1 ? [1, o, w * i * o, i * o] : [o / groups, 1, o, w * i * o, i * o]
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

    /// γ/√(σ² + ε) for each channel, as the numbers are now.
    var factors: [Float] {
        (0..<mean.count).map { (scale?.address[$0] ?? 1) / (variance.address[$0] + epsilon).squareRoot() }
    }

    /// Multiplies numbers, whose last axis is that of the channels, by their channels' factors.
    static func multiply(_ numbers: UnsafeMutablePointer<Float>, count: Int, by factors: [Float]) {
        // Of every trained weight in every step: nothing but the multiplication may stand in the inner loop.
        factors.withUnsafeBufferPointer { factors in
            for start in stride(from: 0, to: count, by: factors.count) {
                let row = numbers + start
                for channel in factors.indices { row[channel] *= factors[channel] }
            }
        }
    }
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
        let factors = parameters.normalization?.factors ?? []
        for channel in 0..<channels {
            var value = parameters.bias?.address[channel] ?? 0
            if let normalization = parameters.normalization {
                value =
                    (value - normalization.mean.address[channel]) * factors[channel]
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
        result.floats.update(from: kernel.address, count: kernel.count)
        BatchNormalizationParameters.multiply(result.floats, count: kernel.count, by: factors)
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
                && $0.parameters.groups == parameters.groups
                && $0.descriptor.isSame(as: descriptor)
        }
        if let found { return found }
        let entry = PackedWeights(parameters, descriptor)
        entries.append(entry)
        return entry
    }
}
