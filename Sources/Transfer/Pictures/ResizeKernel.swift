import CPixels

/// The two passes of resizing, in 32-bit fixed point.
///
/// Sums wrap around while they grow: only their ends, which fit 32 bits, count.
enum ResizeKernel {
    private static let half = Int32(1) << (ResamplingFilter.precisionBits - 1)

    /// Resizes every row of an RGB picture; up to five bytes after the source's last pixel are read.
    static func colorRows(
        _ source: UnsafePointer<UInt8>, height: Int, width: Int, by weights: SplitWeights,
        into target: UnsafeMutablePointer<UInt8>
    ) {
        let outputs = weights.starts.count
        for row in 0..<height {
            cpixels_resize_row(
                source + row * width * 3, weights.starts, weights.pairCounts, weights.pairs, weights.pairCapacity,
                Int32(outputs), target + row * outputs * 3)
        }
    }

    /// Resizes every row of a grey picture.
    static func greyRows(
        _ source: UnsafePointer<UInt8>, height: Int, width: Int, by filter: ResamplingFilter,
        into target: UnsafeMutablePointer<UInt8>
    ) {
        let outputs = filter.starts.count
        filter.weights.withUnsafeBufferPointer { weights in
            for output in 0..<outputs {
                let (start, count, first) = (filter.starts[output], filter.counts[output], output * filter.capacity)
                for row in 0..<height {
                    let pixels = source + (row * width + start)
                    var sum = half
                    for tap in 0..<count { sum &+= Int32(pixels[tap]) &* weights[first + tap] }
                    target[row * outputs + output] = byte(sum)
                }
            }
        }
    }

    /// Resizes every column; the source begins with row `origin` of the picture.
    static func columns(
        _ source: UnsafePointer<UInt8>, rowBytes: Int, by filter: ResamplingFilter, origin: Int,
        into target: UnsafeMutablePointer<UInt8>
    ) {
        for output in 0..<filter.starts.count {
            let rows = source + (filter.starts[output] - origin) * rowBytes
            let result = target + output * rowBytes
            let first = output * filter.capacity
            filter.weights[first..<first + filter.counts[output]].withUnsafeBufferPointer { weights in
                var byte = 0
                while byte + 8 <= rowBytes {
                    let sums = eightColumns(rows + byte, rowBytes: rowBytes, weights)
                    UnsafeMutableRawPointer(result + byte).storeBytes(of: sums, as: SIMD8<UInt8>.self)
                    byte += 8
                }
                while byte < rowBytes {
                    var sum = half
                    for (tap, weight) in weights.enumerated() { sum &+= Int32(rows[tap * rowBytes + byte]) &* weight }
                    result[byte] = Self.byte(sum)
                    byte += 1
                }
            }
        }
    }

    @inline(__always)
    private static func eightColumns(
        _ rows: UnsafePointer<UInt8>, rowBytes: Int, _ weights: UnsafeBufferPointer<Int32>
    ) -> SIMD8<UInt8> {
        var high = SIMD8<Int32>.zero
        var low = SIMD8<Int32>(repeating: half)
        var row = UnsafeRawPointer(rows)
        for weight in weights {
            let halves = SplitWeights.halves(weight)
            let pixels = SIMD8<Int32>(truncatingIfNeeded: row.loadUnaligned(as: SIMD8<UInt8>.self))
            high &+= pixels &* SIMD8<Int32>(repeating: Int32(halves.high))
            low &+= pixels &* SIMD8<Int32>(repeating: Int32(halves.low))
            row += rowBytes
        }
        let sums = (high &<< SplitWeights.lowBits &+ low) &>> ResamplingFilter.precisionBits
        return SIMD8<UInt8>(truncatingIfNeeded: sums.clamped(lowerBound: .zero, upperBound: .init(repeating: 255)))
    }

    @inline(__always)
    private static func byte(_ sum: Int32) -> UInt8 {
        UInt8(truncatingIfNeeded: max(0, min(255, sum >> ResamplingFilter.precisionBits)))
    }
}
