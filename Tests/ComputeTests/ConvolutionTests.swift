import Compute
import Testing

@Suite("A convolution's kernel agrees with the plain loop")
struct ConvolutionTests {
    struct Setting: CustomTestStringConvertible, Sendable {
        var batch = 1
        var height: Int
        var width: Int
        var channels: Int
        var filters: Int
        var size: Extent
        var stride = 1
        var padding = Padding()
        var isDepthwise = false
        var testDescription: String {
            "\(batch)×\(height)×\(width)×\(channels) → \(filters), \(size)/\(stride), \(padding), \(isDepthwise)"
        }
        var window: Window {
            Window(size: size, strides: Extent(height: stride, width: stride), padding: padding)
        }
        var outputShape: [Int] {
            [
                (height + padding.top + padding.bottom - size.height) / stride + 1,
                (width + padding.left + padding.right - size.width) / stride + 1,
                isDepthwise ? channels * filters : filters,
            ]
        }
    }

    static let settings = [
        Setting(height: 7, width: 5, channels: 3, filters: 4, size: Extent(height: 3, width: 3)),
        Setting(
            batch: 2, height: 9, width: 9, channels: 3, filters: 32, size: Extent(height: 3, width: 3), stride: 2,
            padding: Padding(top: 1, bottom: 1, left: 1, right: 1)),
        Setting(
            batch: 3, height: 8, width: 6, channels: 3, filters: 8, size: Extent(height: 3, width: 3), stride: 2,
            padding: Padding(top: 0, bottom: 1, left: 0, right: 1)),
        Setting(batch: 5, height: 4, width: 3, channels: 24, filters: 17, size: Extent(height: 1, width: 1)),
        Setting(
            batch: 4, height: 16, width: 17, channels: 16, filters: 32, size: Extent(height: 3, width: 3),
            padding: Padding(top: 1, bottom: 1, left: 1, right: 1)),
        Setting(height: 6, width: 11, channels: 5, filters: 3, size: Extent(height: 1, width: 7)),
        Setting(
            batch: 2, height: 7, width: 7, channels: 24, filters: 1, size: Extent(height: 5, width: 5),
            padding: Padding(top: 2, bottom: 2, left: 2, right: 2), isDepthwise: true),
        Setting(
            height: 8, width: 9, channels: 40, filters: 1, size: Extent(height: 3, width: 3), stride: 2,
            padding: Padding(top: 0, bottom: 1, left: 1, right: 1), isDepthwise: true),
        Setting(
            batch: 3, height: 9, width: 7, channels: 40, filters: 1, size: Extent(height: 5, width: 5), stride: 2,
            padding: Padding(top: 1, bottom: 2, left: 2, right: 2), isDepthwise: true),
        Setting(
            batch: 2, height: 3, width: 2, channels: 16, filters: 1, size: Extent(height: 7, width: 5),
            padding: Padding(top: 3, bottom: 3, left: 2, right: 2), isDepthwise: true),
        Setting(
            batch: 2, height: 6, width: 6, channels: 3, filters: 2, size: Extent(height: 3, width: 3),
            isDepthwise: true),
    ]

    private func operation(_ setting: Setting) -> Compute.Operation {
        setting.isDepthwise ? .depthwiseConvolution(setting.window) : .convolution(setting.window)
    }

    private func parameters(_ setting: Setting) -> [Parameter] {
        let kernel = [setting.size.height, setting.size.width, setting.channels, setting.filters]
        return [
            Parameter(name: "kernel", shape: kernel, values: Plain.random(kernel, 1).values),
            Parameter(
                name: "bias", shape: [setting.outputShape[2]], values: Plain.random([setting.outputShape[2]], 2).values),
        ]
    }

    @Test("by itself", arguments: settings)
    func alone(setting: Setting) throws {
        let parameters = parameters(setting)
        let graph = graph([setting.height, setting.width, setting.channels]) { graph, input in
            graph.append(
                Graph.Node(
                    operation(setting), inputs: [input], parameters: parameters, shape: setting.outputShape,
                    layer: "conv"))
        }
        let x = Plain.random([setting.batch, setting.height, setting.width, setting.channels], 3)
        let expected = x.convolved(
            parameters[0], parameters[1], setting.window, isDepthwise: setting.isDepthwise)
        #expect(expected.distance(to: try run(graph, [x])) < 1e-5)
    }

    @Test("with normalization, an earlier result and an activation fused", arguments: settings)
    func fused(setting: Setting) throws {
        let parameters = parameters(setting)
        let shape = setting.outputShape
        let statistics = (0..<4).map { index in
            Parameter(
                name: "\(index)", shape: [shape[2]],
                values: Plain.random([shape[2]], UInt64(10 + index), positive: index == 3).values)
        }
        var graph = Graph()
        let input = graph.append(
            Graph.Node(.input, inputs: [], shape: [setting.height, setting.width, setting.channels], layer: "a"))
        let other = graph.append(Graph.Node(.input, inputs: [], shape: shape, layer: "b"))
        let convolved = graph.append(
            Graph.Node(operation(setting), inputs: [input], parameters: parameters, shape: shape, layer: "conv"))
        let normalized = graph.append(
            Graph.Node(
                .batchNormalization(epsilon: 1e-3, momentum: 0.99, hasScale: true, hasShift: true),
                inputs: [convolved], parameters: statistics, shape: shape, layer: "bn"))
        let sum = graph.append(Graph.Node(.add, inputs: [normalized, other], shape: shape, layer: "add"))
        graph.outputs = [
            graph.append(Graph.Node(.activation(.relu(limit: 1)), inputs: [sum], shape: shape, layer: "relu"))
        ]
        let x = Plain.random([setting.batch, setting.height, setting.width, setting.channels], 3)
        let y = Plain.random([setting.batch] + shape, 4)
        let s = statistics.map(\.values)
        let expected =
            (x.convolved(parameters[0], parameters[1], setting.window, isDepthwise: setting.isDepthwise)
            .mapped { value, c in s[0][c] * (value - s[2][c]) / (s[3][c] + 1e-3).squareRoot() + s[1][c] } + y)
            .mapped { value, _ in min(max(value, 0), 1) }
        let plan = try Plan(graph, batchSize: setting.batch, mode: .inference, weights: PackedWeightsCache())
        #expect(expected.distance(to: try run(plan, graph, [x, y])) < 1e-5)
        #expect(plan.implementations.map(\.step).filter { $0 != "reorder" } == ["conv"])
    }

    @Test("never the slow reference loop, in a stack like a real network's")
    func implementations() throws {
        func convolution(
            _ graph: inout Graph, _ input: Int, _ shape: [Int], _ size: Int, _ stride: Int, isDepthwise: Bool = false
        ) -> Int {
            let inner = graph.nodes[input].shape[2]
            let kernel = Parameter(
                name: "kernel", shape: [size, size, inner, isDepthwise ? 1 : shape[2]])
            let total = max((shape[0] - 1) * stride + size - graph.nodes[input].shape[0], 0)
            let window = Window(
                size: Extent(height: size, width: size), strides: Extent(height: stride, width: stride),
                padding: Padding(top: total / 2, bottom: total - total / 2, left: total / 2, right: total - total / 2))
            return graph.append(
                Graph.Node(
                    isDepthwise ? .depthwiseConvolution(window) : .convolution(window), inputs: [input],
                    parameters: [kernel], shape: shape, layer: "conv\(graph.nodes.count)"))
        }
        let graph = graph([64, 64, 3]) { graph, input in
            var x = convolution(&graph, input, [32, 32, 32], 3, 2)
            x = convolution(&graph, x, [32, 32, 32], 3, 1, isDepthwise: true)
            let start = convolution(&graph, x, [32, 32, 24], 1, 1)
            x = convolution(&graph, start, [32, 32, 144], 1, 1)
            x = convolution(&graph, x, [32, 32, 144], 5, 1, isDepthwise: true)
            x = convolution(&graph, x, [32, 32, 24], 1, 1)
            x = graph.append(Graph.Node(.add, inputs: [x, start], shape: [32, 32, 24], layer: "add"))
            x = convolution(&graph, x, [32, 32, 32], 3, 1)
            let window = Window(
                size: Extent(height: 2, width: 2), strides: Extent(height: 2, width: 2), padding: Padding())
            x = graph.append(
                Graph.Node(.pooling(.maximum, window), inputs: [x], shape: [16, 16, 32], layer: "pool"))
            return graph.append(Graph.Node(.globalPooling(.average), inputs: [x], shape: [32], layer: "average"))
        }
        for batch in [1, 7] {
            let plan = try Plan(graph, batchSize: batch, mode: .inference, weights: PackedWeightsCache())
            for (step, implementation) in plan.implementations where step != "reorder" {
                #expect(!implementation.contains("ref"), "\(step): \(implementation)")
            }
        }
    }

    @Test("packing weights anew when they have changed, for all plans that share them")
    func versions() throws {
        let setting = Self.settings[4]
        let parameters = parameters(setting)
        let graph = graph([setting.height, setting.width, setting.channels]) { graph, input in
            graph.append(
                Graph.Node(
                    operation(setting), inputs: [input], parameters: parameters, shape: setting.outputShape,
                    layer: "conv"))
        }
        let cache = PackedWeightsCache()
        let x = Plain.random([2, setting.height, setting.width, setting.channels], 3)
        let plan = try Plan(graph, batchSize: 2, mode: .inference, weights: cache)
        let first = try run(plan, graph, [x])
        parameters[0].values = parameters[0].values.map { -2 * $0 }
        let expected = x.convolved(parameters[0], parameters[1], setting.window, isDepthwise: false)
        #expect(expected.distance(to: try run(plan, graph, [x])) < 1e-5)
        #expect(expected.distance(to: try run(graph, [x], weights: cache)) < 1e-5)
        #expect(expected.distance(to: first) > 0.1)
    }
}
