import Compute
import Foundation

extension RandomStream {
    /// A number that is evenly distributed between two others.
    mutating func uniform(from least: Double, to largest: Double) -> Double {
        least + (largest - least) * Double(next() >> 11) * 0x1p-53
    }

    /// True with a probability.
    mutating func happens(_ probability: Double) -> Bool { uniform(from: 0, to: 1) < probability }

    /// A whole number from 0 to `count` − 1.
    mutating func index(below count: Int) -> Int { Int(next() % UInt64(max(1, count))) }

    /// A number between 0 and 1 of the beta distribution with two equal parameters above 0.
    mutating func beta(_ alpha: Double) -> Double {
        let (a, b) = (gamma(alpha), gamma(alpha))
        return a + b > 0 ? a / (a + b) : uniform(from: 0, to: 1).rounded()
    }

    /// A number of the gamma distribution (Marsaglia and Tsang, "A simple method for generating gamma variables", 2000).
    private mutating func gamma(_ shape: Double) -> Double {
        guard shape >= 1 else {
            // A small shape from a larger one: the paper's section 6.
            let power = pow(1 - uniform(from: 0, to: 1), 1 / shape)
            return gamma(shape + 1) * power
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let radius = (-2 * log(1 - uniform(from: 0, to: 1))).squareRoot()
            let x = radius * cos(2 * .pi * uniform(from: 0, to: 1))
            let v = pow(1 + c * x, 3)
            guard v > 0 else { continue }
            if log(1 - uniform(from: 0, to: 1)) < x * x / 2 + d - d * v + d * log(v) { return d * v }
        }
    }
}
