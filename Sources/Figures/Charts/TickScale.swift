import Foundation

/// The numbers written along an axis: multiples of 1, 2 or 5 times a power of ten.
struct TickScale {
    /// The value at the axis' beginning.
    let lower: Double
    /// The value at the axis' end, above `lower`.
    let upper: Double
    /// The values with a label, ascending.
    let ticks: [Double]
    /// The distance between ticks.
    private let step: Double

    /// Makes a scale over finite values, with about `count` ticks.
    ///
    /// With `isPadded`, the axis begins and ends with a tick; without, it spans the values exactly. With
    /// `isWhole`, ticks are whole numbers.
    init(over values: [Double], count: Int, isPadded: Bool, isWhole: Bool = false) {
        // Far beyond any measurement, and leaves room for differences to stay finite.
        let limited = values.map { max(-1e300, min(1e300, $0)) }
        var lower = limited.min() ?? 0
        var upper = limited.max() ?? 1
        // Values that differ less than their rounding, or by less than a step can be divided into, are one value.
        if upper - lower <= max(1e-290, abs(lower) * 1e-9, abs(upper) * 1e-9) {
            let size = max(abs(lower), abs(upper))
            let margin = isWhole ? max(0.5, size * 1e-6) : size * 0.1
            lower -= margin > 1e-290 ? margin : 1
            upper += margin > 1e-290 ? margin : 1
        }
        var step = Self.niceStep(atLeast: (upper - lower) / Double(max(1, count)))
        if isWhole { step = max(1, step) }
        let slack = 1e-6
        var first = (lower / step - slack).rounded(.up)
        var last = (upper / step + slack).rounded(.down)
        if isPadded {
            first = (lower / step + slack).rounded(.down)
            last = (upper / step - slack).rounded(.up)
            (lower, upper) = (first * step, last * step)
        }
        self.lower = lower
        self.upper = upper
        self.step = step
        ticks = first <= last ? (0...Int(last - first)).map { (first + Double($0)) * step } : []
    }

    /// The least of 1, 2, 5 or 10 times a power of ten that is not below a positive number.
    private static func niceStep(atLeast raw: Double) -> Double {
        let magnitude = pow(10, log10(raw).rounded(.down))
        let factor = [1.0, 2, 5].first { $0 * magnitude >= raw * (1 - 1e-9) } ?? 10
        return factor * magnitude
    }

    /// The ticks' labels, all with the same number of decimals.
    var labels: [String] {
        let largest = max(abs(lower), abs(upper))
        let digits = (log10(step) + 1e-9).rounded(.down)
        if largest >= 1e6 || largest < 1e-3 {
            let decimals = Int(max(0, min(6, log10(largest).rounded(.down) - digits)))
            return ticks.map { NumberText.scientific($0, decimals: decimals) }
        }
        return ticks.map { NumberText.fixed($0, decimals: Int(max(0, -digits))) }
    }

    /// Where a value lies along the axis: 0 at `lower`, 1 at `upper`.
    func place(of value: Double) -> Double {
        max(0, min(1, (value - lower) / (upper - lower)))
    }
}
