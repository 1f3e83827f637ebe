import Foundation

extension RandomStream {
    /// Numbers that are evenly distributed in [−limit, limit).
    package func uniform(count: Int, limit: Float) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { values, initialized in
            for start in stride(from: 0, to: count, by: 4) {
                let words = block(UInt32(truncatingIfNeeded: start / 4))
                let four = (fraction(words.0), fraction(words.1), fraction(words.2), fraction(words.3))
                values[start] = (2 * four.0 - 1) * limit
                if start + 1 < count { values[start + 1] = (2 * four.1 - 1) * limit }
                if start + 2 < count { values[start + 2] = (2 * four.2 - 1) * limit }
                if start + 3 < count { values[start + 3] = (2 * four.3 - 1) * limit }
            }
            initialized = count
        }
    }

    /// Numbers of a normal distribution around 0, of which those beyond two of its deviations are drawn again.
    package func truncatedNormal(count: Int, deviation: Float) -> [Float] {
        (0..<count).map { index in
            var part = self
            var attempt = 0
            while true {
                let words = part.block(UInt32(truncatingIfNeeded: index))
                if let value = normal(words.0, words.1) ?? normal(words.2, words.3) { return value * deviation }
                part = substream(attempt)
                attempt += 1
            }
        }
    }

    /// Numbers of a normal distribution around 0.
    package func normal(count: Int, deviation: Float) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { values, initialized in
            for start in stride(from: 0, to: count, by: 2) {
                let words = block(UInt32(truncatingIfNeeded: start / 2))
                let pair = normalPair(words.0, words.1)
                values[start] = pair.0 * deviation
                if start + 1 < count { values[start + 1] = pair.1 * deviation }
            }
            initialized = count
        }
    }

    /// The first of two normal numbers that is within two deviations.
    private func normal(_ first: UInt32, _ second: UInt32) -> Float? {
        let (x, y) = normalPair(first, second)
        return abs(x) <= 2 ? x : abs(y) <= 2 ? y : nil
    }

    /// Box and Muller's way from two uniform numbers to two normal ones.
    private func normalPair(_ first: UInt32, _ second: UInt32) -> (Float, Float) {
        let radius = (-2 * log(1 - fraction(first))).squareRoot()
        let angle = 2 * Float.pi * fraction(second)
        return (radius * cos(angle), radius * sin(angle))
    }

    private func fraction(_ word: UInt32) -> Float { Float(word >> 8) * 0x1p-24 }
}
