import Compute
import Testing

/// A denormal number makes a kernel up to a hundred times slower, so none may come out of one.
@Suite("Numbers too small to compute with quickly are taken for zero")
struct DenormalTests {
    private let tiny: Float = 1e-20

    private func parameter(_ name: String, _ shape: [Int]) -> Parameter {
        Parameter(name: name, shape: shape, values: [Float](repeating: tiny, count: shape.reduce(1, *)))
    }

    private func results(
        _ operation: Compute.Operation, _ input: [Int], to shape: [Int], _ parameters: [Parameter]
    ) throws -> [Float] {
        let graph = graph(Array(input.dropFirst())) { graph, first in
            graph.append(
                Graph.Node(operation, inputs: [first], parameters: parameters, shape: shape, layer: "layer"))
        }
        return try run(graph, [Plain(input, [Float](repeating: tiny, count: input.reduce(1, *)))])
    }

    // Large enough that all threads take part.
    @Test("in dense layers")
    func dense() throws {
        let found = try results(.dense, [64, 300], to: [200], [parameter("kernel", [300, 200])])
        #expect(found.allSatisfy { $0 == 0 })
    }

    @Test("in convolutions")
    func convolution() throws {
        let window = Window(
            size: Extent(height: 3, width: 3), strides: Extent(height: 1, width: 1), padding: Padding())
        let found = try results(
            .convolution(window), [16, 20, 20, 8], to: [18, 18, 32], [parameter("kernel", [3, 3, 8, 32])])
        #expect(found.allSatisfy { $0 == 0 })
    }

    @Test("but only there: elsewhere they are what they were")
    func outside() throws {
        _ = try results(.dense, [2, 3], to: [2], [parameter("kernel", [3, 2])])
        #expect(product(tiny, tiny) > 0)
    }

    /// Computed when the test runs, not when it is compiled.
    @inline(never)
    private func product(_ a: Float, _ b: Float) -> Float { a * b }
}
