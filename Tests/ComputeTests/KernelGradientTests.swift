import Compute
import Foundation
import Testing

@Suite("A kernel's gradients agree with the plain loop")
struct KernelGradientTests {
    /// What a kernel makes of the gradient by its result.
    private struct Gradients {
        let source: [Float]
        let parameters: [[Float]]
        let implementations: [String]
    }

    /// Runs an operation before a softmax and its crossentropy with class 0, whose gradient is simply p − t.
    ///
    /// The samples are the rows of a dense layer's kernel, picked by one-hot inputs, so that their gradient comes out
    /// as that kernel's.
    private func gradients(
        _ operation: Compute.Operation, _ x: Plain, _ parameters: [Parameter], shape: [Int]
    ) throws -> Gradients {
        let batch = x.shape[0]
        let size = x.values.count / batch
        let samples = Parameter(name: "samples", shape: [batch, size], values: x.values)
        var graph = Graph()
        var last = graph.append(Graph.Node(.input, inputs: [], shape: [batch], layer: "choice"))
        last = graph.append(
            Graph.Node(
                .dense, inputs: [last], parameters: [samples], shape: [size], layer: "samples", isTrainable: true))
        last = graph.append(Graph.Node(.reshape, inputs: [last], shape: Array(x.shape.dropFirst()), layer: "shape"))
        last = graph.append(
            Graph.Node(
                operation, inputs: [last], parameters: parameters, shape: shape, layer: "kernel", isTrainable: true))
        last = graph.append(Graph.Node(.reshape, inputs: [last], shape: [shape.reduce(1, *)], layer: "flat"))
        last = graph.append(
            Graph.Node(.activation(.softmax), inputs: [last], shape: [shape.reduce(1, *)], layer: "softmax"))
        graph.outputs = [last]
        let plan = try Plan(graph, batchSize: batch, mode: .training(.crossentropy), weights: PackedWeightsCache())
        let choice = (0..<batch * batch).map { $0 / batch == $0 % batch ? Float(1) : 0 }
        let targets = [Int32](repeating: 0, count: batch)
        return try withAddresses([choice]) { inputs in
            try targets.withUnsafeBufferPointer { targets in
                let address = try #require(targets.baseAddress)
                return try plan.step(
                    inputs: inputs, targets: .classes(address), random: RandomStream(seed: 1, number: 1)
                ) { outcome in
                    func gradient(_ parameter: Parameter) -> [Float] {
                        outcome.gradients.first { $0.parameter === parameter }.map {
                            Array(UnsafeBufferPointer(start: $0.address, count: parameter.count))
                        } ?? []
                    }
                    return Gradients(
                        source: gradient(samples), parameters: parameters.map(gradient),
                        implementations: plan.implementations.map(\.implementation))
                }
            }
        }
    }

    /// The gradient (p − t)/n that the loss gives a result.
    private func lossGradient(_ result: Plain) -> Plain {
        let batch = result.shape[0]
        let size = result.values.count / batch
        var gradient = result
        for sample in 0..<batch {
            let row = sample * size..<(sample + 1) * size
            let total = result.values[row].reduce(0) { $0 + exp(Double($1)) }
            for i in row {
                let target = i == row.lowerBound ? 1.0 : 0
                gradient.values[i] = Float((exp(Double(result.values[i])) / total - target) / Double(batch))
            }
        }
        return gradient
    }

    struct Setting: CustomTestStringConvertible, Sendable {
        var base: ConvolutionTests.Setting
        var dilation = 1
        var groups = 1
        var testDescription: String { "\(base.testDescription), dilation \(dilation), \(groups) groups" }
        var window: Window {
            var window = base.window
            window.dilation = Extent(height: dilation, width: dilation)
            return window
        }
    }

    static let settings =
        ConvolutionTests.settings.map { Setting(base: $0) } + [
            Setting(
                base: .init(
                    height: 11, width: 9, channels: 8, filters: 12, size: Extent(height: 3, width: 3),
                    padding: Padding(top: 2, bottom: 2, left: 1, right: 3)), dilation: 2),
            Setting(
                base: .init(
                    batch: 3, height: 7, width: 8, channels: 12, filters: 8, size: Extent(height: 3, width: 3),
                    stride: 2, padding: Padding(top: 1, bottom: 1, left: 1, right: 1)), groups: 4),
            Setting(
                base: .init(
                    batch: 2, height: 9, width: 9, channels: 32, filters: 32, size: Extent(height: 3, width: 3)),
                dilation: 2, groups: 2),
        ]

    @Test("of convolutions", arguments: settings)
    func convolution(setting: Setting) throws {
        let base = setting.base
        let kernelShape = [base.size.height, base.size.width, base.channels / setting.groups, base.filters]
        let kernel = Parameter(name: "kernel", shape: kernelShape, values: Plain.random(kernelShape, 1).values)
        let outputs = base.isDepthwise ? base.channels * base.filters : base.filters
        let bias = Parameter(name: "bias", shape: [outputs], values: Plain.random([outputs], 2).values)
        let x = Plain.random([base.batch, base.height, base.width, base.channels], 3)
        let result = x.convolved(
            kernel, bias, setting.window, isDepthwise: base.isDepthwise, groups: setting.groups)
        let gradient = lossGradient(result)
        let found = try gradients(
            base.isDepthwise ? .depthwiseConvolution(setting.window) : .convolution(setting.window), x, [kernel, bias],
            shape: Array(result.shape.dropFirst()))
        let expected = x.convolutionGradients(
            kernel, setting.window, isDepthwise: base.isDepthwise, groups: setting.groups, gradient)
        #expect(expected.source.distance(to: found.source) < 1e-4)
        #expect(expected.kernel.distance(to: found.parameters[0]) < 1e-4)
        #expect(expected.bias.distance(to: found.parameters[1]) < 1e-4)
    }

    @Test("of pooling", arguments: OperationTests.windows, [PoolingKind.maximum, .average])
    func pooling(window: Window, kind: PoolingKind) throws {
        let x = Plain.random([2, 8, 7, 19], 5)
        let result = x.pooled(kind, window)
        let gradient = lossGradient(result)
        var expected = Plain(x.shape, [Float](repeating: 0, count: x.values.count))
        var index = 0
        _ = x.slide(window, channels: 19) { n, top, left, c in
            var cells: [(Float, Int)] = []
            for h in top..<top + window.size.height {
                for w in left..<left + window.size.width {
                    guard let value = x.at(n, h, w, c) else { continue }
                    cells.append((value, ((n * 8 + h) * 7 + w) * 19 + c))
                }
            }
            let largest = cells.map(\.0).max()
            for (value, position) in cells {
                switch kind {
                case .maximum: expected.values[position] += value == largest ? gradient.values[index] : 0
                case .average: expected.values[position] += gradient.values[index] / Float(cells.count)
                }
            }
            index += 1
            return 0
        }
        let found = try gradients(.pooling(kind, window), x, [], shape: Array(result.shape.dropFirst()))
        #expect(expected.distance(to: found.source) < 1e-4)
    }

    @Test("never by the slow reference loop, in the shapes of real networks")
    func implementations() throws {
        let one = Extent(height: 1, width: 1)
        let two = Extent(height: 2, width: 2)
        let around = Padding(top: 1, bottom: 1, left: 1, right: 1)
        let windows: [(Int, Int, Int, Window, Bool)] = [
            (16, 32, 144, Window(size: one, strides: one, padding: Padding()), false),
            (16, 64, 64, Window(size: Extent(height: 3, width: 3), strides: one, padding: around), false),
            (16, 32, 64, Window(size: Extent(height: 3, width: 3), strides: two, padding: around), false),
            (
                16, 24, 1,
                Window(
                    size: Extent(height: 5, width: 5), strides: one,
                    padding: Padding(top: 2, bottom: 2, left: 2, right: 2)), true
            ),
            (16, 96, 1, Window(size: Extent(height: 3, width: 3), strides: two, padding: around), true),
            (
                16, 32, 32,
                Window(
                    size: Extent(height: 3, width: 3), strides: one,
                    padding: Padding(top: 2, bottom: 2, left: 2, right: 2), dilation: two), false
            ),
        ]
        for (size, channels, filters, window, isDepthwise) in windows {
            let shape = [window.size.height, window.size.width, channels, filters]
            let kernel = Parameter(name: "kernel", shape: shape, values: Plain.random(shape, 6).values)
            let x = Plain.random([4, size, size, channels], 7)
            let result = [
                (size + window.padding.top + window.padding.bottom - window.span.height) / window.strides.height + 1,
                (size + window.padding.left + window.padding.right - window.span.width) / window.strides.width + 1,
                isDepthwise ? channels : filters,
            ]
            let found = try gradients(
                isDepthwise ? .depthwiseConvolution(window) : .convolution(window), x, [kernel], shape: result)
            #expect(found.implementations.allSatisfy { !$0.contains("ref") }, "\(window): \(found.implementations)")
        }
    }
}

extension Plain {
    /// The gradients by source, kernel and bias of a convolution, from the one by its result.
    func convolutionGradients(
        _ kernel: Parameter, _ window: Window, isDepthwise: Bool, groups: Int, _ gradient: Plain
    ) -> (source: Plain, kernel: Plain, bias: Plain) {
        let (inputs, outputs) = (kernel.shape[2], kernel.shape[3])
        let k = kernel.values
        var source = [Double](repeating: 0, count: values.count)
        var weights = [Double](repeating: 0, count: k.count)
        var bias = [Double](repeating: 0, count: gradient.shape[3])
        var index = 0
        _ = slide(window, channels: gradient.shape[3]) { n, top, left, o in
            let g = Double(gradient.values[index])
            index += 1
            bias[o] += g
            for kh in 0..<window.size.height {
                for kw in 0..<window.size.width {
                    let (h, w) = (top + kh * window.dilation.height, left + kw * window.dilation.width)
                    let row = (kh * window.size.width + kw) * inputs
                    for i in 0..<(isDepthwise ? 1 : inputs) {
                        let channel = isDepthwise ? o / outputs : o / (outputs / groups) * inputs + i
                        guard let x = at(n, h, w, channel) else { continue }
                        let weight = isDepthwise ? row * outputs + o : (row + i) * outputs + o
                        let cell = ((n * shape[1] + h) * shape[2] + w) * shape[3] + channel
                        source[cell] += g * Double(k[weight])
                        weights[weight] += g * Double(x)
                    }
                }
            }
            return 0
        }
        return (
            Plain(shape, source.map { Float($0) }), Plain(kernel.shape, weights.map { Float($0) }),
            Plain([bias.count], bias.map { Float($0) })
        )
    }
}
