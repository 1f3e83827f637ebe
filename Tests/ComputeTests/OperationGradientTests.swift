import Compute
import Testing

@Suite("The gradient of every other operation is what finite differences say")
struct OperationGradientTests {
    /// A convolution, what the body adds, and a classifier.
    private func check(_ shape: [Int] = [6, 5, 3], channels: Int = 4, _ body: (inout Net) -> Void) throws {
        var net = Net(shape: shape)
        net.convolve(channels, size: 1)
        body(&net)
        if net.shape.count == 3 { net.add(.globalPooling(.average), shape: [net.shape[2]]) }
        net.dense(3)
        net.add(.activation(.softmax))
        try net.checkGradients()
    }

    @Test(
        "activations by the convolution before them and by themselves",
        arguments: [
            Activation.leakyReLU(slope: 0.3), .leakyReLU(slope: -0.5), .elu(alpha: 0.7), .elu(alpha: -0.4), .swish,
            .gelu,
            .softplus, .exponential, .sigmoid, .relu(limit: 0.8),
            .rectifier(slope: 0.2, limit: 0.9, threshold: 0.02), .rectifier(slope: 0.1, limit: nil, threshold: -0.02),
        ])
    func activations(activation: Activation) throws {
        try check { net in
            net.add(.activation(activation))
            net.add(.rescaling(scale: activation == .exponential ? 0.2 : 1.5, offset: 0.1))
            net.add(.activation(activation))
            net.convolve(4, size: 3)
        }
    }

    @Test("dilated and grouped convolutions", arguments: [(2, 1, 4), (1, 2, 4), (2, 2, 32), (1, 16, 32)])
    func convolutions(dilation: Int, groups: Int, channels: Int) throws {
        try check([9, 8, 3], channels: channels) { net in
            net.convolve(
                channels, size: 3, padding: Padding(top: 1, bottom: 1, left: 1, right: 1), dilation: dilation,
                groups: groups)
            net.add(.activation(.tanh))
            net.convolve(1, size: 3, dilation: dilation, isDepthwise: true)
        }
    }

    @Test("frozen normalization folded into a trained convolution")
    func foldedNormalization() throws {
        try check(channels: 16) { net in
            net.convolve(16, size: 3, padding: Padding(top: 1, bottom: 1, left: 1, right: 1))
            net.normalize(isTrainable: false)
            net.add(.activation(.sigmoid))
            net.convolve(1, size: 3, isDepthwise: true)
            net.normalize(isTrainable: false)
        }
    }

    @Test("transposed convolutions, with penalties", arguments: [(1, 1, 0), (2, 1, 1), (3, 1, 0), (1, 2, 2)])
    func transposedConvolution(stride: Int, dilation: Int, cut: Int) throws {
        try check { net in
            let span = 2 * dilation + 1
            let window = Window(
                size: Extent(height: 3, width: 3), strides: Extent(height: stride, width: stride),
                padding: Padding(top: cut / 2, bottom: cut - cut / 2, left: cut / 2, right: cut - cut / 2),
                dilation: Extent(height: dilation, width: dilation))
            net.transposedConvolve(2, window, shape: [5 * stride + span - cut, 4 * stride + span - cut, 2])
            net.add(.activation(.tanh))
        }
    }

    @Test("joining along each axis", arguments: [0, 1, 2], [4, 16])
    func concatenation(axis: Int, channels: Int) throws {
        try check(channels: channels) { net in
            let first = net.last
            net.add(.activation(.tanh))
            net.convolve(channels, size: 1)
            var shape = net.shape
            shape[axis] *= 3
            net.add(.concatenate(axis: axis), shape: shape, inputs: [first, net.last, first])
            net.convolve(3, size: 3)
        }
    }

    @Test("products, of the same shape and of one pixel with all")
    func products() throws {
        try check { net in
            let picture = net.last
            net.add(.activation(.tanh))
            let other = net.last
            net.add(.globalPooling(.average), shape: [1, 1, 4], inputs: [picture])
            net.add(.activation(.sigmoid))
            net.add(.multiply, shape: [6, 5, 4], inputs: [picture, net.last, other])
            net.convolve(3, size: 3)
        }
    }

    @Test("resampling", arguments: [Resampling.nearest, .bilinear], [[13, 11], [3, 4], [6, 10]])
    func resampling(resampling: Resampling, size: [Int]) throws {
        try check { net in
            net.add(.resampling(resampling), shape: size + [4])
            net.convolve(3, size: 3)
        }
    }

    @Test("cropping, noise, dropout of whole channels, standardization, a custom function")
    func others() throws {
        try check { net in
            net.add(.cropping(Padding(top: 1, bottom: 0, left: 2, right: 1)), shape: [5, 2, 4])
            net.add(.gaussianNoise(deviation: 0.3))
            net.add(.dropout(rate: 0.4, wholeChannels: true))
            net.graph.append(
                Graph.Node(
                    .standardization, inputs: [net.last],
                    parameters: [
                        Parameter(name: "mean", shape: [4], values: [0.1, 0.2, -0.3, 0]),
                        Parameter(name: "variance", shape: [4], values: [1, 2, 0.5, 1.5]),
                    ], shape: net.shape, layer: "standardization"))
            net.add(
                .custom(
                    CustomFunction(
                        forward: { _, x in x.map { $0 * $0 } },
                        backward: { _, x, gradient in zip(x, gradient).map { 2 * $0 * $1 } })))
            net.add(.reshape, shape: [40])
        }
    }
}
