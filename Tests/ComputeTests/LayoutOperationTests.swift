import Compute
import Foundation
import Testing

@Suite("Operations that move or combine numbers agree with the plain loop")
struct LayoutOperationTests {
    private func single(
        _ operation: Compute.Operation, _ inputs: [Plain], shape: [Int], _ parameters: [Parameter] = []
    ) throws -> [Float] {
        var graph = Graph()
        let nodes = inputs.map {
            graph.append(Graph.Node(.input, inputs: [], shape: Array($0.shape.dropFirst()), layer: "input"))
        }
        graph.outputs = [
            graph.append(Graph.Node(operation, inputs: nodes, parameters: parameters, shape: shape, layer: "layer"))
        ]
        return try run(graph, inputs)
    }

    @Test("convolutions with gaps and groups", arguments: [(2, 1), (3, 1), (1, 2), (2, 4), (1, 8)])
    func convolutions(dilation: Int, groups: Int) throws {
        let window = Window(
            size: Extent(height: 3, width: 2), strides: Extent(height: 1, width: 2),
            padding: Padding(top: 1, bottom: 2, left: 0, right: 1), dilation: Extent(height: dilation, width: dilation))
        let x = Plain.random([2, 11, 9, 8], 1)
        let kernel = Parameter(
            name: "kernel", shape: [3, 2, 8 / groups, 16], values: Plain.random([3, 2, 8 / groups, 16], 2).values)
        let bias = Parameter(name: "bias", shape: [16], values: Plain.random([16], 3).values)
        let expected = x.convolved(kernel, bias, window, isDepthwise: false, groups: groups)
        let found = try single(.convolution(window), [x], shape: Array(expected.shape.dropFirst()), [kernel, bias])
        #expect(expected.distance(to: found) < 1e-5)
    }

    @Test("transposed convolutions", arguments: [1, 2, 3], [0, 1])
    func transposedConvolution(stride: Int, cut: Int) throws {
        let window = Window(
            size: Extent(height: 3, width: 2), strides: Extent(height: stride, width: stride),
            padding: Padding(top: cut, bottom: 0, left: 0, right: cut))
        let x = Plain.random([2, 4, 3, 5], 4)
        let kernel = Parameter(name: "kernel", shape: [3, 2, 7, 5], values: Plain.random([3, 2, 7, 5], 5).values)
        let bias = Parameter(name: "bias", shape: [7], values: Plain.random([7], 6).values)
        let shape = [2, 3 * stride + 3 - cut, 2 * stride + 2 - cut, 7]
        var expected = Plain(shape, (0..<shape.reduce(1, *)).map { bias.values[$0 % 7] })
        for (index, value) in x.values.enumerated() {
            let (i, w, h, n) = (index % 5, index / 5 % 3, index / 15 % 4, index / 60)
            for kh in 0..<3 {
                for kw in 0..<2 {
                    for o in 0..<7 {
                        let (y, z) = (h * stride - cut + kh, w * stride + kw)
                        guard expected.at(n, y, z, o) != nil else { continue }
                        expected.values[((n * shape[1] + y) * shape[2] + z) * 7 + o] +=
                            value * kernel.values[((kh * 2 + kw) * 7 + o) * 5 + i]
                    }
                }
            }
        }
        let found = try single(
            .transposedConvolution(window), [x], shape: Array(shape.dropFirst()), [kernel, bias])
        #expect(expected.distance(to: found) < 1e-5)
    }

    @Test(
        "joining along the channels, in rows and in the blocks of convolutions", arguments: [(5, 3), (16, 32), (8, 16)])
    func concatenation(first: Int, second: Int) throws {
        let x = Plain.random([3, 4, 5, 3], 7)
        let kernels = [first, second].map { count in
            Parameter(name: "kernel", shape: [1, 1, 3, count], values: Plain.random([1, 1, 3, count], 8).values)
        }
        let window = Window(
            size: Extent(height: 1, width: 1), strides: Extent(height: 1, width: 1), padding: Padding())
        let graph = graph([4, 5, 3]) { graph, input in
            let branches = kernels.map { kernel in
                graph.append(
                    Graph.Node(
                        .convolution(window), inputs: [input], parameters: [kernel], shape: [4, 5, kernel.shape[3]],
                        layer: "conv"))
            }
            return graph.append(
                Graph.Node(
                    .concatenate(axis: 2), inputs: branches, shape: [4, 5, first + second], layer: "concatenate"))
        }
        let parts = kernels.map { x.convolved($0, nil, window, isDepthwise: false) }
        let expected = Plain(
            [3, 4, 5, first + second],
            (0..<60).flatMap { pixel in
                parts.flatMap { part in
                    let channels = part.shape[3]
                    return part.values[pixel * channels..<(pixel + 1) * channels]
                }
            })
        #expect(expected.distance(to: try run(graph, [x])) < 1e-6)
    }

    @Test("products in which one pixel or one channel stands for all")
    func products() throws {
        let (x, y, z) = (
            Plain.random([2, 3, 4, 5], 9), Plain.random([2, 1, 1, 5], 10), Plain.random([2, 3, 4, 1], 11)
        )
        let expected = x.values.enumerated().map { index, value in
            value * y.values[index / 60 * 5 + index % 5] * z.values[index / 5]
        }
        #expect(Plain(x.shape, expected).distance(to: try single(.multiply, [x, y, z], shape: [3, 4, 5])) < 1e-6)
    }

    @Test("activations of every kind")
    func activations() throws {
        let x = Plain.random([3, 4, 5, 6], 5).mapped { value, _ in value * 6 }
        let functions: [(Activation, (Float) -> Float)] = [
            (.leakyReLU(slope: 0.3), { $0 > 0 ? $0 : 0.3 * $0 }), (.elu(alpha: 0.7), { $0 > 0 ? $0 : 0.7 * expm1($0) }),
            (.swish, { $0 / (1 + exp(-$0)) }), (.gelu, { $0 * 0.5 * (1 + erf($0 / Float(2).squareRoot())) }),
            (.softplus, { log1p(exp($0)) }), (.exponential, { exp($0) }),
            (
                .rectifier(slope: 0.2, limit: 3, threshold: 0.5),
                { $0 >= 3 ? 3 : $0 >= 0.5 ? $0 : 0.2 * ($0 - 0.5) }
            ),
        ]
        for (activation, function) in functions {
            let found = try single(.activation(activation), [x], shape: [4, 5, 6])
            #expect(x.mapped { value, _ in function(value) }.distance(to: found) < 1e-5, "\(activation)")
        }
    }

    @Test("cropping, and resampling to twice the size and to half")
    func pictures() throws {
        let x = Plain(
            [1, 2, 2, 1], [1, 2, 3, 4])
        #expect(
            try single(.cropping(Padding(top: 1, bottom: 0, left: 0, right: 1)), [x], shape: [1, 1, 1]) == [3])
        #expect(
            try single(.resampling(.nearest), [x], shape: [4, 4, 1]) == [
                1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4,
            ])
        #expect(
            try single(.resampling(.bilinear), [x], shape: [2, 4, 1]) == [1, 1.25, 1.75, 2, 3, 3.25, 3.75, 4])
        #expect(try single(.resampling(.bilinear), [x], shape: [1, 1, 1]) == [2.5])
    }
}
