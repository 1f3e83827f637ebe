import Compute
import Testing

/// A small net on pictures in which every operation with a gradient lies before a trainable one or is one.
struct Net {
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
        _ filters: Int, size: Int, stride: Int = 1, padding: Padding = Padding(), dilation: Int = 1, groups: Int = 1,
        isDepthwise: Bool = false
    ) {
        let window = Window(
            size: Extent(height: size, width: size), strides: Extent(height: stride, width: stride),
            padding: padding, dilation: Extent(height: dilation, width: dilation))
        let kernel = [size, size, shape[2] / groups, filters]
        let outputs = isDepthwise ? shape[2] * filters : filters
        let seed = UInt64(80 + parameters.count)
        let own = [
            Parameter(
                name: "kernel", shape: kernel, values: Plain.random(kernel, seed).values.map { $0 / 2 }),
            Parameter(name: "bias", shape: [outputs], values: Plain.random([outputs], seed + 1).values),
        ]
        parameters += own
        let result = [
            (shape[0] + padding.top + padding.bottom - window.span.height) / stride + 1,
            (shape[1] + padding.left + padding.right - window.span.width) / stride + 1, outputs,
        ]
        graph.append(
            Graph.Node(
                isDepthwise ? .depthwiseConvolution(window) : .convolution(window), inputs: [last],
                parameters: own, shape: result, layer: "conv", isTrainable: true))
    }

    mutating func transposedConvolve(_ filters: Int, _ window: Window, shape result: [Int]) {
        let kernel = [window.size.height, window.size.width, filters, shape[2]]
        let own = [
            Parameter(name: "kernel", shape: kernel, values: Plain.random(kernel, 90).values.map { $0 / 2 }),
            Parameter(name: "bias", shape: [filters], values: Plain.random([filters], 91).values),
        ]
        parameters += own
        graph.append(
            Graph.Node(
                .transposedConvolution(window), inputs: [last], parameters: own, shape: result, layer: "transposed",
                isTrainable: true, penalties: [Penalty(l1: 0.01, l2: 0.02), Penalty(l2: 0.1)]))
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

extension Net {
    /// Compares the gradients of all parameters with differences of the loss, batch by batch of four samples.
    func checkGradients() throws {
        let classes = 3
        let batch = 4
        var net = self
        net.graph.outputs = [net.last]
        let plan = try Plan(
            net.graph, batchSize: batch, mode: .training(.crossentropy), weights: PackedWeightsCache())
        let x = Plain.random([batch] + net.graph.nodes[0].shape, 70)
        let targets = (0..<batch).map { Int32($0 % classes) }
        func step(_ update: (Parameter, UnsafePointer<Float>) -> Void = { _, _ in }) throws -> Double {
            try withAddresses([x.values]) { inputs in
                try targets.withUnsafeBufferPointer { targets in
                    let address = try #require(targets.baseAddress)
                    return try plan.step(
                        inputs: inputs, targets: .classes(address), random: RandomStream(seed: 5, number: 6)
                    ) { outcome in
                        for gradient in outcome.gradients { update(gradient.parameter, gradient.address) }
                        return outcome.result.loss / Double(batch) + outcome.result.penalty
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
}
