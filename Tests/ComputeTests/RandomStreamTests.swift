import Compute
import Testing

@Suite("A random stream is the published generator Philox 4×32-10")
struct RandomStreamTests {
    @Test("and gives the first block of the reference implementation's known answers")
    func knownAnswer() {
        // From the known-answer file of Random123 1.14: key 0, counter 0.
        let block = RandomStream(seed: 0, number: 0).block(0)
        #expect(block == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    }

    @Test("whose numbers depend on seed, stream and part")
    func independence() {
        let stream = RandomStream(seed: 7, number: 3)
        #expect(stream.block(5) == RandomStream(seed: 7, number: 3).block(5))
        #expect(stream.block(5) != RandomStream(seed: 8, number: 3).block(5))
        #expect(stream.block(5) != RandomStream(seed: 7, number: 4).block(5))
        #expect(stream.substream(0).block(5) != stream.substream(1).block(5))
    }

    @Test("and whose arrays are distributed as they say")
    func distributions() {
        let stream = RandomStream(seed: 1, number: 2)
        func mean(_ values: [Float]) -> Float { values.reduce(0, +) / Float(values.count) }
        let uniform = stream.uniform(count: 20_001, limit: 3)
        #expect(uniform.count == 20_001 && uniform.allSatisfy { $0 >= -3 && $0 < 3 })
        #expect(abs(mean(uniform)) < 0.05)
        #expect(abs(mean(uniform.map { $0 * $0 }) - 3) < 0.1)
        let normal = stream.truncatedNormal(count: 20_001, deviation: 2)
        #expect(normal.allSatisfy { abs($0) <= 4 })
        #expect(abs(mean(normal)) < 0.05)
        // The deviation of a normal distribution cut off at two deviations is 0.8796 of the whole one's.
        #expect(abs(mean(normal.map { $0 * $0 }).squareRoot() - 2 * 0.8796) < 0.03)
    }
}
