import Compute
import Testing

@Suite("Chance does what it should, and the same again with the same stream")
struct NoiseTests {
    /// What training makes of ones in [batch, height, width, channels] = [3, 20, 10, 8] by a stochastic operation, read
    /// off the gradient of a kernel that the result is multiplied with.
    private func changed(_ operation: Compute.Operation, number: UInt64 = 1) throws -> [Float] {
        let shape = [20, 10, 8]
        let size = shape.reduce(1, *)
        let samples = Parameter(name: "samples", shape: [3, size], values: [Float](repeating: 1, count: 3 * size))
        var graph = Graph()
        var last = graph.append(Graph.Node(.input, inputs: [], shape: [3], layer: "choice"))
        last = graph.append(
            Graph.Node(
                .dense, inputs: [last], parameters: [samples], shape: [size], layer: "samples", isTrainable: true))
        last = graph.append(Graph.Node(.reshape, inputs: [last], shape: shape, layer: "shape"))
        last = graph.append(Graph.Node(operation, inputs: [last], shape: shape, layer: "noise"))
        graph.outputs = [last]
        let plan = try Plan(graph, batchSize: 3, mode: .training(.meanSquaredError), weights: PackedWeightsCache())
        let targets = [Float](repeating: 0, count: 3 * size)
        return try withAddresses([[1, 0, 0, 0, 1, 0, 0, 0, 1], targets]) { addresses in
            try plan.step(
                inputs: [addresses[0]], targets: .values(addresses[1]), random: RandomStream(seed: 2, number: number)
            ) { Array($0.predictions[0]) }
        }
    }

    @Test("dropping single values")
    func dropout() throws {
        let values = try changed(.dropout(rate: 0.25, wholeChannels: false))
        #expect(values.allSatisfy { $0 == 0 || abs($0 - 4 / 3) < 1e-6 })
        let dropped = Double(values.filter { $0 == 0 }.count) / Double(values.count)
        #expect(abs(dropped - 0.25) < 0.03)
        #expect(try values == changed(.dropout(rate: 0.25, wholeChannels: false)))
        #expect(try values != changed(.dropout(rate: 0.25, wholeChannels: false), number: 2))
    }

    @Test("dropping whole channels of single pictures")
    func wholeChannels() throws {
        let values = try changed(.dropout(rate: 0.5, wholeChannels: true))
        var factors: [Float] = []
        for sample in 0..<3 {
            for channel in 0..<8 {
                let channelValues = stride(from: sample * 1600 + channel, to: (sample + 1) * 1600, by: 8).map {
                    values[$0]
                }
                #expect(Set(channelValues).count == 1)
                factors.append(channelValues[0])
            }
        }
        #expect(Set(factors) == [0, 2])
    }

    @Test("adding normal numbers of the wanted deviation")
    func gaussian() throws {
        let noise = try changed(.gaussianNoise(deviation: 0.5)).map { Double($0) - 1 }
        let mean = noise.reduce(0, +) / Double(noise.count)
        let variance = noise.reduce(0) { $0 + $1 * $1 } / Double(noise.count)
        #expect(abs(mean) < 0.03)
        #expect(abs(variance - 0.25) < 0.02)
        #expect(abs(Double(noise.filter { abs($0) < 0.5 }.count) / Double(noise.count) - 0.683) < 0.03)
    }
}
