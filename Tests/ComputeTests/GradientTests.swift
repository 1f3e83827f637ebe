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
                        inputs: inputs, targets: .classes(address), random: RandomStream(seed: 5, number: 6),
                        update: update
                    ).loss / Double(Self.batch)
                }
            }
        }
        var gradients: [ObjectIdentifier: [Float]] = [:]
        _ = try step { parameter, gradient in
            gradients[ObjectIdentifier(parameter)] = Array(
                UnsafeBufferPointer(start: gradient, count: parameter.count))
        }
        #expect(gradients.count == net.parameters.count)
        for parameter in net.parameters {
            let found = try #require(gradients[ObjectIdentifier(parameter)])
            let original = parameter.values
            for index in stride(from: 0, to: original.count, by: max(1, original.count / 7)) {
                let h: Float = 1e-2
                var changed = original
                changed[index] = original[index] + h
                parameter.values = changed
                let above = try step()
                changed[index] = original[index] - h
                parameter.values = changed
                let below = try step()
                parameter.values = original
                let difference = Float((above - below) / Double(2 * h))
                #expect(abs(difference - found[index]) < 2e-3 + 0.02 * abs(difference), "\(parameter.name)[\(index)]")
            }
        }
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

    @Test("and a convolution that would need one is named")
    func missing() {
        var net = Net(shape: [4, 4, 2])
        net.dense(3)
        let window = Window(
            size: Extent(height: 3, width: 3), strides: Extent(height: 1, width: 1), padding: Padding())
        net.add(.convolution(window), shape: [2, 2, 3])
        #expect(net.graph.layersWithoutGradient.count == 1)
    }
}
