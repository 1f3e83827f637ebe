import Compute
import Testing

@Suite("The work of graphs and plans is counted as it is done")
struct CostTests {
    private static let window = Window(
        size: Extent(height: 3, width: 3), strides: Extent(height: 1, width: 1),
        padding: Padding(top: 1, bottom: 1, left: 1, right: 1))

    /// A convolution of 16 to 32 channels on 8×8 pixels with bias, an activation, a pooling of 2×2, and a dense layer.
    private static func network(trainsConvolution: Bool) -> Graph {
        var graph = Graph()
        let input = graph.append(Graph.Node(.input, inputs: [], shape: [8, 8, 16], layer: "in"))
        let kernel = Parameter(name: "kernel", shape: [3, 3, 16, 32])
        let bias = Parameter(name: "bias", shape: [32])
        let convolution = graph.append(
            Graph.Node(
                .convolution(window), inputs: [input], parameters: [kernel, bias], shape: [8, 8, 32], layer: "conv",
                isTrainable: trainsConvolution))
        let activation = graph.append(
            Graph.Node(.activation(.relu(limit: nil)), inputs: [convolution], shape: [8, 8, 32], layer: "relu"))
        let pooling = Window(
            size: Extent(height: 2, width: 2), strides: Extent(height: 2, width: 2), padding: Padding())
        let pooled = graph.append(
            Graph.Node(.pooling(.maximum, pooling), inputs: [activation], shape: [4, 4, 32], layer: "pool"))
        let flat = graph.append(Graph.Node(.reshape, inputs: [pooled], shape: [512], layer: "flat"))
        let dense = graph.append(
            Graph.Node(
                .dense, inputs: [flat], parameters: [Parameter(name: "kernel", shape: [512, 10])], shape: [10],
                layer: "dense", isTrainable: true))
        graph.outputs = [
            graph.append(Graph.Node(.activation(.softmax), inputs: [dense], shape: [10], layer: "softmax"))
        ]
        return graph
    }

    private static let convolution = 2.0 * 8 * 8 * 3 * 3 * 16 * 32
    private static let bias = 8.0 * 8 * 32
    private static let dense = 2.0 * 512 * 10

    @Test("Forward, every weight counts twice for each pixel, and elementwise layers once")
    func forward() {
        let flops = Self.network(trainsConvolution: false).flops
        #expect(flops.forward == Self.convolution + 2 * Self.bias + 4 * 4 * 32 * 4 + Self.dense + 10)
    }

    @Test("Backward, only what leads to trained weights counts")
    func backward() {
        // The dense layer's weights, and the softmax before the loss.
        #expect(Self.network(trainsConvolution: false).flops.backward == Self.dense + 10)
        // The dense layer's input too, and all before down to the convolution's weights; nobody needs its input's gradient.
        let whole = Self.network(trainsConvolution: true).flops.backward
        #expect(whole == 2 * Self.dense + 10 + 4 * 4 * 32 * 4 + Self.bias + Self.convolution + Self.bias)
    }

    @Test("A plan's steps have the products that the graph has, each batch over")
    func steps() throws {
        let plan = try Plan(
            Self.network(trainsConvolution: true), batchSize: 4, mode: .training(.crossentropy),
            weights: PackedWeightsCache())
        func sum(_ pass: StepWork.Pass, _ kinds: Set<StepWork.Kind>) -> Double {
            plan.work.filter { kinds.contains($0.kind) && $0.pass == pass }.reduce(0) { $0 + $1.flops }
        }
        let convolutions: Set<StepWork.Kind> = [.winograd, .convolution]
        #expect(sum(.forward, convolutions) == 4 * Self.convolution)
        #expect(sum(.weightsGradient, convolutions) == 4 * Self.convolution)
        #expect(sum(.sourceGradient, convolutions) == 0)
        for pass in StepWork.Pass.allCases { #expect(sum(pass, [.dense]) == 4 * Self.dense) }
        #expect(plan.work.allSatisfy { $0.byteCount > 0 || $0.kind == .loop })
        #expect(plan.gradientByteCount == (3 * 3 * 16 * 32 + 32 + 512 * 10) * 4)
        #expect(plan.packedByteCount >= 3 * 3 * 16 * 32 * 4)
    }

    @Test("Convolutions are told apart by how they are computed")
    func kinds() throws {
        func kind(_ kernel: [Int], _ size: Int, isDepthwise: Bool = false, channels: Int) throws -> StepWork.Kind? {
            let margin = size / 2
            let window = Window(
                size: Extent(height: size, width: size), strides: Extent(height: 1, width: 1),
                padding: Padding(top: margin, bottom: margin, left: margin, right: margin))
            var graph = Graph()
            let input = graph.append(Graph.Node(.input, inputs: [], shape: [12, 12, channels], layer: "in"))
            graph.outputs = [
                graph.append(
                    Graph.Node(
                        isDepthwise ? .depthwiseConvolution(window) : .convolution(window), inputs: [input],
                        parameters: [Parameter(name: "kernel", shape: kernel)],
                        shape: [12, 12, isDepthwise ? channels : kernel[3]], layer: "conv"))
            ]
            let plan = try Plan(graph, batchSize: 1, mode: .inference, weights: PackedWeightsCache())
            return plan.work.first { $0.flops > 0 }?.kind
        }
        #expect(try kind([1, 1, 16, 32], 1, channels: 16) == .pointwise)
        #expect(try kind([5, 5, 16, 32], 5, channels: 16) == .convolution)
        #expect(try kind([5, 5, 3, 32], 5, channels: 3) == .stem)
        #expect(try kind([3, 3, 16, 1], 3, isDepthwise: true, channels: 16) == .depthwise)
        #expect(try kind([5, 5, 16, 1], 5, isDepthwise: true, channels: 16) == .wideDepthwise)
    }

    @Test("A step takes the time of its arithmetic, or of its memory if that is more")
    func roofline() {
        var rates = KernelRates()
        rates.flops = ["dense.forward": 100]
        (rates.memory, rates.loop, rates.random, rates.start) = (10, 5, 2, 1)
        #expect(rates.seconds(of: StepWork(.dense, flops: 400, byteCount: 20)) == 5)
        #expect(rates.seconds(of: StepWork(.dense, flops: 100, byteCount: 20)) == 3)
        #expect(rates.seconds(of: StepWork(.memory, byteCount: 20)) == 3)
        #expect(rates.seconds(of: StepWork(.loop, byteCount: 20)) == 5)
        #expect(rates.seconds(of: StepWork(.random, byteCount: 20)) == 11)
        // What was not measured is no faster than what was.
        #expect(rates.seconds(of: StepWork(.winograd, flops: 400, byteCount: 20)) == 5)
        rates.flops["convolution.forward"] = 200
        #expect(rates.seconds(of: StepWork(.winograd, flops: 400, byteCount: 20)) == 3)
    }

    @Test("Every kind of work that all processors do has a speed once the machine was measured")
    func measurement() throws {
        let rates = try KernelRates.measured(for: 0.05)
        // Not every processor has the two last: some compute such convolutions like others.
        let unsure: Set<StepWork.Kind> = [.memory, .loop, .random, .winograd, .wideDepthwise]
        for kind in StepWork.Kind.allCases where !unsure.contains(kind) {
            #expect((rates.flops["\(kind.rawValue).forward"] ?? 0) > 0, "\(kind)")
            #expect((rates.flops["\(kind.rawValue).weightsGradient"] ?? 0) > 0, "\(kind)")
        }
        #expect(rates.memory > 0 && rates.loop > 0 && rates.random > 0 && rates.start >= 0)
        #expect(rates.update.adaptive > 0 && rates.update.momentum > 0 && rates.update.plain > 0)
    }
}
