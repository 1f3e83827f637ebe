/// The two passes of resizing, in 32-bit fixed point.
enum ResizeKernel {
    private static let half = Int32(1) << (ResamplingFilter.precisionBits - 1)

    @inline(__always)
    private static func byte(_ sum: Int32) -> UInt8 {
        UInt8(truncatingIfNeeded: max(0, min(255, sum >> ResamplingFilter.precisionBits)))
    }

    /// Resizes every row; up to three bytes after the source's last pixel are read.
    static func rows(
        _ source: UnsafePointer<UInt8>, height: Int, width: Int, channels: Int, by filter: ResamplingFilter,
        into target: UnsafeMutablePointer<UInt8>
    ) {
        filter.weights.withUnsafeBufferPointer { weights in
            filter.starts.withUnsafeBufferPointer { starts in
                filter.counts.withUnsafeBufferPointer { counts in
                    guard let weights = weights.baseAddress else { return }
                    let outputs = starts.count
                    for row in 0..<height {
                        let line = source + row * width * channels
                        let result = target + row * outputs * channels
                        for output in 0..<outputs {
                            let taps = weights + output * filter.capacity
                            let pixels = line + starts[output] * channels
                            if channels == 3 {
                                color(pixels, taps, count: counts[output], into: result + output * 3)
                            } else {
                                result[output] = grey(pixels, taps, count: counts[output])
                            }
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func color(
        _ pixels: UnsafePointer<UInt8>, _ weights: UnsafePointer<Int32>, count: Int,
        into result: UnsafeMutablePointer<UInt8>
    ) {
        var (red, green, blue) = (half, half, half)
        var pixel = pixels
        for tap in 0..<count {
            let weight = weights[tap]
            red &+= Int32(pixel[0]) &* weight
            green &+= Int32(pixel[1]) &* weight
            blue &+= Int32(pixel[2]) &* weight
            pixel += 3
        }
        result[0] = byte(red)
        result[1] = byte(green)
        result[2] = byte(blue)
    }

    @inline(__always)
    private static func grey(
        _ pixels: UnsafePointer<UInt8>, _ weights: UnsafePointer<Int32>, count: Int
    ) -> UInt8 {
        var sum = half
        for tap in 0..<count { sum &+= Int32(pixels[tap]) &* weights[tap] }
        return byte(sum)
    }

    /// Resizes every column; the source begins with row `origin` of the picture.
    static func columns(
        _ source: UnsafePointer<UInt8>, rowBytes: Int, by filter: ResamplingFilter, origin: Int,
        into target: UnsafeMutablePointer<UInt8>
    ) {
        // Whole rows at a time keep the reads in order, so that the compiler can use vectors.
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: rowBytes) { sums in
            for output in 0..<filter.starts.count {
                sums.initialize(repeating: half)
                for tap in 0..<filter.counts[output] {
                    let weight = filter.weights[output * filter.capacity + tap]
                    let row = source + (filter.starts[output] + tap - origin) * rowBytes
                    for byte in 0..<rowBytes { sums[byte] &+= Int32(row[byte]) &* weight }
                }
                let result = target + output * rowBytes
                for index in 0..<rowBytes { result[index] = byte(sums[index]) }
            }
        }
    }
}
