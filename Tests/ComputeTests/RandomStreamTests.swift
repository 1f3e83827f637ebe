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
}
