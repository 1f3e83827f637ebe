import Compute
import Testing

@Suite("A gradient is what finite differences of the loss say")
struct GradientTests {
    /// A small net on pictures in which every operation with a gradient lies before a trainable one or is one.
    private struct Net {
        var graph = Graph()
        var parameters: [Parameter] = []

        init(shape: [Int]) {
            graph.append(Graph.Node(.input, inputs: [], shape: shape, layer: "input"))
        }

        var last: Int { graph.nodes.count - 1 }
        var shape: [Int] { graph.nodes[last].shape }

        mutating func add(_ operation: Compute.Operation, shape: [Int]? = nil, inputs: [Int]? = nil) {
            graph.append(
                Graph.Node(
                    operation, inputs: inputs ?? [last], shape: shape ?? self.shape, layer: "\(operation)"))
        }

        mutating func dense(_ units: Int) {
            let inner = shape.last ?? 0
            let seed = UInt64(parameters.count)
            let own = [
                Parameter(
                    name: "kernel", shape: [inner, units], values: Plain.random([inner, units], 40 + seed).values),
                Parameter(name: "bias", shape: [units], values: Plain.random([units], 50 + seed).values),
            ]
            parameters += own
            graph.append(
                Graph.Node(
                    .dense, inputs: [last], parameters: own, shape: shape.dropLast() + [units], layer: "dense",
                    isTrainable: true))
        }

        mutating func convolve(
            _ filters: Int, size: Int, stride: Int = 1, padding: Padding = Padding(), isDepthwise: Bool = false
        ) {
            let window = Window(
                size: Extent(height: size, width: size), strides: Extent(height: stride, width: stride),
                padding: padding)
            let kernel = [size, size, shape[2], filters]
            let outputs = isDepthwise ? shape[2] * filters : filters
            let seed = UInt64(80 + parameters.count)
            let own = [
                Parameter(
                    name: "kernel", shape: kernel, values: Plain.random(kernel, seed).values.map { $0 / 2 }),
                Parameter(name: "bias", shape: [outputs], values: Plain.random([outputs], seed + 1).values),
            ]
            parameters += own
            let result = [
                (shape[0] + padding.top + padding.bottom - size) / stride + 1,
                (shape[1] + padding.left + padding.right - size) / stride + 1, outputs,
            ]
            graph.append(
                Graph.Node(
                    isDepthwise ? .depthwiseConvolution(window) : .convolution(window), inputs: [last],
                    parameters: own, shape: result, layer: "conv", isTrainable: true))
        }

        mutating func normalize(isTrainable: Bool) {
            let channels = shape.last ?? 0
            let own = ["gamma", "beta", "mean", "variance"].enumerated().map { number, name in
                Parameter(
                    name: name, shape: [channels],
                    values: Plain.random([channels], UInt64(60 + number), positive: number != 1).values)
            }
            if isTrainable { parameters += own.prefix(2) }
            graph.append(
                Graph.Node(
                    .batchNormalization(epsilon: 1e-3, momentum: 1, hasScale: true, hasShift: true), inputs: [last],
                    parameters: own, shape: shape, layer: "bn", isTrainable: isTrainable))
        }
    }

    private static let batch = 4

    private func check(_ net: Net, classes: Int) throws {
        var net = net
        net.graph.outputs = [net.last]
        let plan = try Plan(
            net.graph, batchSize: Self.batch, mode: .training(.crossentropy), weights: PackedWeightsCache())
        let x = Plain.random([Self.batch] + net.graph.nodes[0].shape, 70)
        let targets = (0..<Self.batch).map { Int32($0 % classes) }
        func step(_ update: (Parameter, UnsafePointer<Float>) -> Void = { _, _ in }) throws -> Double {
            try withAddresses([x.values]) { inputs in
                try targets.withUnsafeBufferPointer { targets in
                    let address = try #require(targets.baseAddress)
                    return try plan.step(
                        inputs: inputs, targets: .classes(address), random: RandomStream(seed: 5, number: 6)
                    ) { outcome in
                        for gradient in outcome.gradients { update(gradient.parameter, gradient.address) }
                        return outcome.result.loss / Double(Self.batch)
                    }
                }
            }
        }
        var gradients: [ObjectIdentifier: [Float]] = [:]
        _ = try step { parameter, gradient in
            gradients[ObjectIdentifier(parameter)] = Array(
                UnsafeBufferPointer(start: gradient, count: parameter.count))
        }
        #expect(gradients.count == net.parameters.count)
        let center = try step()
        let h: Float = 2e-3
        var (compared, kinks) = (0, 0)
        for parameter in net.parameters {
            let found = try #require(gradients[ObjectIdentifier(parameter)])
            let original = parameter.values
            for index in stride(from: 0, to: original.count, by: max(1, original.count / 7)) {
                var changed = original
                changed[index] = original[index] + h
                parameter.values = changed
                let above = Float((try step() - center) / Double(h))
                changed[index] = original[index] - h
                parameter.values = changed
                let below = Float((center - (try step())) / Double(h))
                parameter.values = original
                // Where a maximum passes to another pixel the loss has a kink, and no gradient.
                if abs(above - below) > 5e-3 + 0.1 * abs(above) {
                    kinks += 1
                    continue
                }
                compared += 1
                let difference = (above + below) / 2
                #expect(abs(difference - found[index]) < 2e-3 + 0.02 * abs(difference), "\(parameter.name)[\(index)]")
            }
        }
        #expect(kinks * 10 <= compared)
    }

    @Test("through dense layers, activations and dropout", arguments: [Activation.sigmoid, .tanh, .softmax, .linear])
    func dense(activation: Activation) throws {
        var net = Net(shape: [6])
        net.dense(8)
        net.add(.activation(activation))
        net.add(.dropout(rate: 0.25))
        net.dense(5)
        net.add(.rescaling(scale: 1.5, offset: 0.25))
        net.add(.activation(.tanh))
        net.dense(3)
        net.add(.activation(.softmax))
        try check(net, classes: 3)
    }

    @Test("through rectifiers away from their corners", arguments: [nil, Float(0.9)])
    func rectifier(limit: Float?) throws {
        var net = Net(shape: [6])
        net.dense(4)
        net.add(.activation(.relu(limit: limit)))
        net.dense(3)
        net.add(.activation(.softmax))
        try check(net, classes: 3)
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
        try check(net, classes: 3)
    }

    @Test("through sums, flattening, and a loss on probabilities that are not a softmax's")
    func sums() throws {
        var net = Net(shape: [2, 1, 3])
        net.dense(4)
        let first = net.last
        net.add(.activation(.tanh))
        net.add(.add, inputs: [first, net.last])
        net.add(.flatten, shape: [8])
        net.dense(3)
        net.add(.activation(.sigmoid))
        try check(net, classes: 3)
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
        try check(net, classes: 3)
    }
}
