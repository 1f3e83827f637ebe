import Compute
import Foundation
import Testing

@Suite("Every other operation agrees with the plain loop")
struct OperationTests {
    static let windows = [
        Window(size: Extent(height: 2, width: 2), strides: Extent(height: 2, width: 2), padding: Padding()),
        Window(
            size: Extent(height: 3, width: 3), strides: Extent(height: 2, width: 2),
            padding: Padding(top: 0, bottom: 1, left: 1, right: 1)),
        Window(
            size: Extent(height: 3, width: 3), strides: Extent(height: 1, width: 1),
            padding: Padding(top: 1, bottom: 1, left: 1, right: 1)),
    ]

    private func single(_ operation: Compute.Operation, _ x: Plain, shape: [Int], _ parameters: [Parameter] = []) throws
        -> [Float]
    {
        let graph = graph(Array(x.shape.dropFirst())) { graph, input in
            graph.append(
                Graph.Node(operation, inputs: [input], parameters: parameters, shape: shape, layer: "layer"))
        }
        return try run(graph, [x])
    }

    @Test("pooling", arguments: windows, [PoolingKind.maximum, .average])
    func pooling(window: Window, kind: PoolingKind) throws {
        let x = Plain.random([2, 8, 7, 19], 1)
        let expected = x.pooled(kind, window)
        let found = try single(.pooling(kind, window), x, shape: Array(expected.shape.dropFirst()))
        #expect(expected.distance(to: found) < 1e-6)
    }

    @Test("global pooling", arguments: [PoolingKind.maximum, .average])
    func globalPooling(kind: PoolingKind) throws {
        let x = Plain.random([3, 5, 4, 18], 2)
        let window = Window(
            size: Extent(height: 5, width: 4), strides: Extent(height: 1, width: 1), padding: Padding())
        #expect(x.pooled(kind, window).distance(to: try single(.globalPooling(kind), x, shape: [18])) < 1e-6)
    }

    @Test("dense layers", arguments: [1, 5])
    func dense(batch: Int) throws {
        let kernel = Parameter(name: "kernel", shape: [7, 3], values: Plain.random([7, 3], 4).values)
        let bias = Parameter(name: "bias", shape: [3], values: [0.5, -1, 2])
        let x = Plain.random([batch, 7], 3)
        var values: [Float] = []
        for row in 0..<batch {
            for column in 0..<3 {
                values.append(
                    (0..<7).reduce(bias.values[column]) { $0 + x.values[row * 7 + $1] * kernel.values[$1 * 3 + column] }
                )
            }
        }
        #expect(Plain([batch, 3], values).distance(to: try single(.dense, x, shape: [3], [kernel, bias])) < 1e-6)
    }

    @Test("activations")
    func activations() throws {
        let x = Plain.random([3, 4, 5, 6], 5).mapped { value, _ in value * 8 }
        let functions: [(Activation, (Float) -> Float)] = [
            (.relu(limit: nil), { max($0, 0) }), (.relu(limit: 6), { min(max($0, 0), 6) }),
            (.sigmoid, { 1 / (1 + exp(-$0)) }), (.tanh, { tanh($0) }), (.linear, { $0 }),
        ]
        for (activation, function) in functions {
            let found = try single(.activation(activation), x, shape: [4, 5, 6])
            #expect(x.mapped { value, _ in function(value) }.distance(to: found) < 1e-5, "\(activation)")
        }
        let found = try single(.activation(.softmax), x, shape: [4, 5, 6])
        for row in stride(from: 0, to: x.values.count, by: 6) {
            let powers = x.values[row..<row + 6].map { exp($0) }
            for column in 0..<6 {
                #expect(abs(found[row + column] - powers[column] / powers.reduce(0, +)) < 1e-6)
            }
        }
    }

    @Test("normalization, padding, rescaling, sums and flattening")
    func others() throws {
        let x = Plain.random([2, 3, 4, 5], 6)
        let statistics = (0..<4).map { index in
            Parameter(
                name: "\(index)", shape: [5],
                values: Plain.random([5], UInt64(20 + index), positive: index == 3).values)
        }
        let s = statistics.map(\.values)
        let normalized = x.mapped { v, c in s[0][c] * (v - s[2][c]) / (s[3][c] + 0.01).squareRoot() + s[1][c] }
        let operation = Compute.Operation.batchNormalization(
            epsilon: 0.01, momentum: 0.9, hasScale: true, hasShift: true)
        #expect(normalized.distance(to: try single(operation, x, shape: [3, 4, 5], statistics)) < 1e-5)

        let padding = Padding(top: 1, bottom: 2, left: 0, right: 3)
        let window = Window(size: Extent(height: 1, width: 1), strides: Extent(height: 1, width: 1), padding: padding)
        let padded = x.slide(window, channels: 5) { n, h, w, c in x.at(n, h, w, c) ?? 0 }
        #expect(padded.distance(to: try single(.zeroPadding(padding), x, shape: [6, 7, 5])) == 0)
        #expect(
            x.mapped { v, _ in v * 3 - 1 }.distance(
                to: try single(.rescaling(scale: 3, offset: -1), x, shape: [3, 4, 5])) < 1e-6)
        #expect(x.distance(to: try single(.reshape, x, shape: [60])) == 0)
        #expect(x.distance(to: try single(.dropout(rate: 0.5, wholeChannels: false), x, shape: [3, 4, 5])) == 0)
        let tripled = graph([3, 4, 5]) { graph, input in
            graph.append(
                Graph.Node(.add, inputs: [input, input, input], shape: [3, 4, 5], layer: "add"))
        }
        #expect(x.mapped { v, _ in 3 * v }.distance(to: try run(tripled, [x])) < 1e-6)
    }

    @Test("a padding that the convolution after it does")
    func paddedConvolution() throws {
        let x = Plain.random([2, 6, 6, 4], 7)
        let kernel = Parameter(name: "kernel", shape: [3, 3, 4, 8], values: Plain.random([3, 3, 4, 8], 8).values)
        var window = Window(
            size: Extent(height: 3, width: 3), strides: Extent(height: 2, width: 2), padding: Padding())
        let graph = graph([6, 6, 4]) { graph, input in
            let padded = graph.append(
                Graph.Node(
                    .zeroPadding(Padding(top: 0, bottom: 1, left: 0, right: 1)), inputs: [input], shape: [7, 7, 4],
                    layer: "pad"))
            return graph.append(
                Graph.Node(
                    .convolution(window), inputs: [padded], parameters: [kernel], shape: [3, 3, 8], layer: "conv"))
        }
        let found = try run(graph, [x])
        window.padding = Padding(top: 0, bottom: 1, left: 0, right: 1)
        #expect(x.convolved(kernel, nil, window, isDepthwise: false).distance(to: found) < 1e-5)
    }
}
