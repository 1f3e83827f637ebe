/// A small network to measure a machine by.
struct CalibrationGraph {
    private(set) var graph = Graph()
    let batchSize: Int
    private var last = 0
    private var channels: Int
    private var extent: Int

    /// How many numbers a sample is.
    var inputCount: Int { graph.nodes[0].shape.reduce(1, *) }

    /// Networks in the manner of VGG, ResNet and the MobileNets, whose layers have usual sizes.
    ///
    /// Their batches are small, so that each step is tried often and some try is not disturbed by other programs.
    static let all = [vgg, residual, mobile, head]

    private static let vgg: CalibrationGraph = {
        var net = CalibrationGraph(extent: 56, channels: 3, batchSize: 1)
        net.convolve(64, window: 3)
        net.convolve(128, window: 3)
        net.pool()
        net.convolve(256, window: 3)
        net.pool()
        net.convolve(256, window: 3)
        net.classify(16)
        return net
    }()

    private static let residual: CalibrationGraph = {
        var net = CalibrationGraph(extent: 112, channels: 3, batchSize: 1)
        net.convolve(32, window: 7, stride: 2, isNormalized: true)
        net.convolve(64, window: 3, stride: 2, isNormalized: true)
        net.convolve(256, window: 1, isNormalized: true)
        net.convolve(128, window: 1, stride: 2, isNormalized: true)
        net.convolve(128, window: 3, stride: 2, isNormalized: true)
        net.convolve(512, window: 1, isNormalized: true)
        net.classify(16)
        return net
    }()

    private static let mobile: CalibrationGraph = {
        var net = CalibrationGraph(extent: 112, channels: 3, batchSize: 4)
        net.convolve(32, window: 3, stride: 2, isNormalized: true)
        net.convolveDepthwise(window: 3)
        net.convolve(96, window: 1, isNormalized: true)
        net.convolveDepthwise(window: 5, stride: 2)
        net.convolve(144, window: 1, isNormalized: true)
        net.convolveDepthwise(window: 3)
        net.convolveDepthwise(window: 5)
        net.convolve(64, window: 1, isNormalized: true)
        net.classify(16)
        return net
    }()

    private static let head: CalibrationGraph = {
        var net = CalibrationGraph(extent: 4, channels: 128, batchSize: 32)
        net.classify(512)
        return net
    }()

    private init(extent: Int, channels: Int, batchSize: Int) {
        self.batchSize = batchSize
        self.extent = extent
        self.channels = channels
        append(.input)
    }

    private mutating func append(_ operation: Operation, _ parameters: [Parameter] = [], shape: [Int]? = nil) {
        last = graph.append(
            Graph.Node(
                operation, inputs: graph.nodes.isEmpty ? [] : [last], parameters: parameters,
                shape: shape ?? [extent, extent, channels], layer: "calibration", isTrainable: !parameters.isEmpty))
    }

    private mutating func convolve(_ filters: Int, window: Int, stride: Int = 1, isNormalized: Bool = false) {
        let kernel = Self.parameter([window, window, channels, filters])
        channels = filters
        appendWindow(window, stride) {
            .convolution($0)
        } _: {
            [kernel]
        }
        finish(isNormalized: isNormalized)
    }

    private mutating func convolveDepthwise(window: Int, stride: Int = 1) {
        let kernel = Self.parameter([window, window, channels, 1])
        appendWindow(window, stride) {
            .depthwiseConvolution($0)
        } _: {
            [kernel]
        }
        finish(isNormalized: true)
    }

    private mutating func finish(isNormalized: Bool) {
        if isNormalized {
            let parameters = ["gamma", "beta", "mean", "variance"].map { _ in Self.parameter([channels], value: 1) }
            append(.batchNormalization(epsilon: 1e-3, momentum: 0.99, hasScale: true, hasShift: true), parameters)
        }
        append(.activation(.relu(limit: nil)))
    }

    private mutating func pool() {
        appendWindow(2, 2) { .pooling(.maximum, $0) }
    }

    /// Two dense layers over all numbers, as after `Flatten`.
    private mutating func classify(_ units: Int) {
        append(.reshape, shape: [extent * extent * channels])
        append(.dropout(rate: 0.5, wholeChannels: false), shape: [extent * extent * channels])
        for (columns, activation) in [(units, Activation.relu(limit: nil)), (10, .softmax)] {
            let rows = graph.nodes[last].shape[0]
            append(.dense, [Self.parameter([rows, columns])], shape: [columns])
            append(.activation(activation), shape: [columns])
        }
        graph.outputs = [last]
    }

    private mutating func appendWindow(
        _ size: Int, _ stride: Int, _ operation: (Window) -> Operation, _ parameters: () -> [Parameter] = { [] }
    ) {
        let margin = (size - 1) / 2
        let window = Window(
            size: Extent(height: size, width: size), strides: Extent(height: stride, width: stride),
            padding: Padding(top: margin, bottom: margin, left: margin, right: margin))
        extent = (extent + 2 * margin - size) / stride + 1
        append(operation(window), parameters())
    }

    private static func parameter(_ shape: [Int], value: Float = 0.01) -> Parameter {
        Parameter(name: "kernel", shape: shape, values: [Float](repeating: value, count: shape.reduce(1, *)))
    }
}
