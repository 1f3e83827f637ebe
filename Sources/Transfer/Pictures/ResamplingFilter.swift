import Foundation

/// The weights by which a line of pixels is resized, those of Pillow's filters.
///
/// Output pixel `i` is `Σ weights[i * capacity + k] * input[starts[i] + k]`, `k < counts[i]`, in fixed point with
/// `precisionBits` fractional bits. The weights follow the filter's curve around `from + (i + 0.5) * scale`, stretched by
/// `max(scale, 1)`, `scale = (to - from) / outputs`, divided by their sum.
struct ResamplingFilter {
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

    /// Computes the weights that turn the part `from..<to` of `inputs` pixels into `outputs`.
    init(curve: Curve, inputs: Int, from: Double, to: Double, outputs: Int) {
        let scale = (to - from) / Double(outputs)
        let stretch = max(scale, 1)
        let support = curve.support * stretch
        let steepness = 1 / stretch
        let capacity = Int(support.rounded(.up)) * 2 + 1
        var starts = [Int](repeating: 0, count: outputs)
        var counts = [Int](repeating: 0, count: outputs)
        var weights = [Int32](repeating: 0, count: outputs * capacity)
        var exact = [Double](repeating: 0, count: capacity)
        for output in 0..<outputs {
            let center = from + (Double(output) + 0.5) * scale
            let start = max(0, Int(center - support + 0.5))
            let count = min(inputs, Int(center + support + 0.5)) - start
            var sum = 0.0
            for tap in 0..<count {
                exact[tap] = curve.weight((Double(tap + start) - center + 0.5) * steepness)
                sum += exact[tap]
            }
            starts[output] = start
            counts[output] = count
            for tap in 0..<count {
                let weight = (sum != 0 ? exact[tap] / sum : exact[tap]) * Double(1 << Self.precisionBits)
                weights[output * capacity + tap] = Int32(weight < 0 ? weight - 0.5 : weight + 0.5)
            }
        }
        self.starts = starts
        self.counts = counts
        self.capacity = capacity
        self.weights = weights
    }

    /// The input pixels that any output pixel needs.
    var neededInputs: Range<Int> {
        guard let first = starts.first, let last = starts.last, let count = counts.last else { return 0..<0 }
        return first..<last + count
    }
}

extension ResamplingFilter {
    /// A filter's curve: how much a pixel counts by its distance from the centre, in output pixels.
    enum Curve {
        case box, triangle, cubic, lanczos

        /// How far from the centre pixels count.
        var support: Double {
            switch self {
            case .box: 0.5
            case .triangle: 1
            case .cubic: 2
            case .lanczos: 3
            }
        }

        /// The weight, not yet normalized, at a distance.
        func weight(_ distance: Double) -> Double {
            let x = abs(distance)
            switch self {
            case .box: return distance > -0.5 && distance <= 0.5 ? 1 : 0
            case .triangle: return max(0, 1 - x)
            case .cubic:
                if x < 1 { return (1.5 * x - 2.5) * x * x + 1 }
                return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0
            case .lanczos: return x < 3 ? Self.sinc(x) * Self.sinc(x / 3) : 0
            }
        }

        private static func sinc(_ x: Double) -> Double {
            x == 0 ? 1 : sin(x * .pi) / (x * .pi)
        }
    }
}

extension PictureInterpolation {
    /// The filter's curve; nil for `nearest`, which takes no mean.
    var curve: ResamplingFilter.Curve? {
        switch self {
        case .nearest: nil
        case .bilinear: .triangle
        case .bicubic: .cubic
        case .area: .box
        case .lanczos: .lanczos
        }
    }
}
