/// The weights by which a line of pixels is resized with Pillow's `BILINEAR` filter.
///
/// Output pixel `i` is `Σ weights[i * capacity + k] * input[starts[i] + k]`, `k < counts[i]`, in fixed point with
/// `precisionBits` fractional bits. The weights are those of a triangle around `(i + 0.5) * scale` of half-width
/// `max(scale, 1)`, `scale = inputs / outputs`, divided by their sum.
struct TriangleFilter {
    /// Fractional bits of a weight: 32 bits less 8 of the pixel and 2 of headroom.
    static let precisionBits: Int32 = 22

    /// The first input pixel of each output pixel.
    let starts: [Int]
    /// How many input pixels each output pixel is made of.
    let counts: [Int]
    /// Weights kept for each output pixel, most of `counts`.
    let capacity: Int
    /// The weights in fixed point.
    let weights: [Int32]

    /// Computes the weights that turn `inputs` pixels into `outputs`; both are at least 1.
    init(inputs: Int, outputs: Int) {
        let scale = Double(inputs) / Double(outputs)
        let support = max(scale, 1)
        let capacity = Int(support.rounded(.up)) * 2 + 1
        var starts = [Int](repeating: 0, count: outputs)
        var counts = [Int](repeating: 0, count: outputs)
        var weights = [Int32](repeating: 0, count: outputs * capacity)
        var exact = [Double](repeating: 0, count: capacity)
        let steepness = 1 / support
        for output in 0..<outputs {
            let center = (Double(output) + 0.5) * scale
            let start = max(0, Int(center - support + 0.5))
            let count = min(inputs, Int(center + support + 0.5)) - start
            var sum = 0.0
            for tap in 0..<count {
                let distance = abs((Double(tap + start) - center + 0.5) * steepness)
                exact[tap] = max(0, 1 - distance)
                sum += exact[tap]
            }
            starts[output] = start
            counts[output] = count
            for tap in 0..<count {
                let weight = sum != 0 ? exact[tap] / sum : exact[tap]
                weights[output * capacity + tap] = Int32(0.5 + weight * Double(1 << Self.precisionBits))
            }
        }
        self.starts = starts
        self.counts = counts
        self.capacity = capacity
        self.weights = weights
    }
}
