/// A resampling filter's weights in halves of 16 bits, `weight = high << 11 + low`, so that processors multiply eight
/// pixels by them at once; sums of the halves' products, put together, are exact.
struct SplitWeights {
    /// The bits of the lower half.
    static let lowBits: Int32 = 11

    /// The first input pixel of each output pixel.
    let starts: [Int32]
    /// How many pairs of neighbouring input pixels each output pixel is made of.
    let pairCounts: [Int32]
    /// Pairs kept for each output pixel, most of `pairCounts`.
    let pairCapacity: Int32
    /// The halves of each pair's weights, once for each of three channels: high w0 w1 w0 w1 w0 w1 0 0, then low.
    let pairs: [Int16]

    /// Splits a filter's weights.
    init(_ filter: ResamplingFilter) {
        let capacity = (filter.capacity + 1) / 2
        var pairs = [Int16](repeating: 0, count: filter.starts.count * capacity * 16)
        for output in filter.starts.indices {
            for tap in 0..<filter.counts[output] {
                let halves = Self.halves(filter.weights[output * filter.capacity + tap])
                let first = (output * capacity + tap / 2) * 16 + tap % 2
                for channel in 0..<3 {
                    pairs[first + 2 * channel] = halves.high
                    pairs[first + 8 + 2 * channel] = halves.low
                }
            }
        }
        self.pairs = pairs
        pairCapacity = Int32(capacity)
        starts = filter.starts.map { Int32($0) }
        pairCounts = filter.counts.map { Int32(($0 + 1) / 2) }
    }

    /// The halves of a weight.
    static func halves(_ weight: Int32) -> (high: Int16, low: Int16) {
        (Int16(truncatingIfNeeded: weight >> lowBits), Int16(truncatingIfNeeded: weight & (1 << lowBits - 1)))
    }
}
