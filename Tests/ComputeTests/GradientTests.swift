import Compute
import Testing

@Suite("A gradient is what finite differences of the loss say")
struct GradientTests {
    @Test("through dense layers, activations and dropout", arguments: [Activation.sigmoid, .tanh, .softmax, .linear])
    func dense(activation: Activation) throws {
        var net = Net(shape: [6])
        net.dense(8)
        net.add(.activation(activation))
        net.add(.dropout(rate: 0.25, wholeChannels: false))
        net.dense(5)
        net.add(.rescaling(scale: 1.5, offset: 0.25))
        net.add(.activation(.tanh))
        net.dense(3)
        net.add(.activation(.softmax))
        try net.checkGradients()
    }

    @Test("through rectifiers away from their corners", arguments: [nil, Float(0.9)])
    func rectifier(limit: Float?) throws {
        var net = Net(shape: [6])
        net.dense(4)
        net.add(.activation(.relu(limit: limit)))
        net.dense(3)
        net.add(.activation(.softmax))
        try net.checkGradients()
    }

    @Test(
        "through normalization, trainable or frozen, and pooling", arguments: [true, false],
        [PoolingKind.average, .maximum])
    func normalization(isTrainable: Bool, kind: PoolingKind) throws {
        var net = Net(shape: [3, 2, 4])
        net.dense(5)
        net.normalize(isTrainable: isTrainable)
        net.add(.globalPooling(kind), shape: [5])
        net.dense(3)
        net.add(.activation(.softmax))
        try net.checkGradients()
    }

    @Test("through sums, flattening, and a loss on probabilities that are not a softmax's")
    func sums() throws {
        var net = Net(shape: [2, 1, 3])
        net.dense(4)
        let first = net.last
        net.add(.activation(.tanh))
        net.add(.add, inputs: [first, net.last])
        net.add(.reshape, shape: [8])
        net.dense(3)
        net.add(.activation(.sigmoid))
        try net.checkGradients()
    }

    @Test("through convolutions, pooling and padding", arguments: [PoolingKind.average, .maximum], [3, 16])
    func convolution(kind: PoolingKind, channels: Int) throws {
        var net = Net(shape: [9, 8, 3])
        net.convolve(channels, size: 3, padding: Padding(top: 1, bottom: 1, left: 1, right: 1))
        net.add(.activation(.tanh))
        net.convolve(1, size: 3, stride: 2, padding: Padding(top: 0, bottom: 1, left: 1, right: 1), isDepthwise: true)
        net.normalize(isTrainable: true)
        net.add(.activation(.sigmoid))
        net.add(.zeroPadding(Padding(top: 1, bottom: 0, left: 2, right: 1)), shape: [6, 7, channels])
        net.convolve(channels, size: 3, padding: Padding(top: 1, bottom: 1, left: 1, right: 1))
        let beside = net.last
        net.add(.activation(.tanh))
        net.add(.add, inputs: [beside, net.last])
        net.normalize(isTrainable: false)
        let window = Window(
            size: Extent(height: 3, width: 3), strides: Extent(height: 2, width: 2),
            padding: Padding(top: 1, bottom: 1, left: 0, right: 0))
        net.add(.pooling(kind, window), shape: [3, 3, channels])
        net.convolve(4, size: 1)
        net.add(.globalPooling(.average), shape: [4])
        net.dense(3)
        net.add(.activation(.softmax))
        try net.checkGradients()
    }
}
