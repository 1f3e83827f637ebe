/// A sequence of random numbers that are computed from their position, so that neither the order of asking nor the
/// number of threads changes them: Philox 4×32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011).
package struct RandomStream: Sendable {
    private let key: (UInt32, UInt32)
    private let stream: (UInt32, UInt32)
    private let part: UInt32
    /// How many words have been handed out one by one.
    private var position: UInt64 = 0

    /// Makes the stream with the given number of the given seed.
    package init(seed: UInt64, number: UInt64) {
        self.init(seed: seed, number: number, part: 0)
    }

    private init(seed: UInt64, number: UInt64, part: UInt32) {
        key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        stream = (UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32))
        self.part = part
    }

    /// A stream of its own that depends on this one and a number only.
    package func substream(_ part: Int) -> RandomStream {
        RandomStream(
            seed: UInt64(key.1) << 32 | UInt64(key.0), number: UInt64(stream.1) << 32 | UInt64(stream.0),
            part: UInt32(truncatingIfNeeded: part + 1))
    }

    /// The four random words at a position.
    package func block(_ position: UInt32) -> (UInt32, UInt32, UInt32, UInt32) {
        var c = (position, part, stream.0, stream.1)
        var k = key
        for _ in 0..<10 {
            let a = UInt64(0xD251_1F53) &* UInt64(c.0)
            let b = UInt64(0xCD9E_8D57) &* UInt64(c.2)
            c = (
                UInt32(truncatingIfNeeded: b >> 32) ^ c.1 ^ k.0, UInt32(truncatingIfNeeded: b),
                UInt32(truncatingIfNeeded: a >> 32) ^ c.3 ^ k.1, UInt32(truncatingIfNeeded: a)
            )
            k = (k.0 &+ 0x9E37_79B9, k.1 &+ 0xBB67_AE85)
        }
        return c
    }

    private mutating func nextWord() -> UInt32 {
        let words = block(UInt32(truncatingIfNeeded: position / 4))
        defer { position += 1 }
        return switch position % 4 {
        case 0: words.0
        case 1: words.1
        case 2: words.2
        default: words.3
        }
    }
}

extension RandomStream: RandomNumberGenerator {
    /// The next 64 random bits.
    package mutating func next() -> UInt64 {
        let low = UInt64(nextWord())
        return UInt64(nextWord()) << 32 | low
    }
}
