/// From which factors one is drawn: a number z stands for 1 − z to 1 + z, an array of two for the least and the largest.
///
/// `zoomRange: 0.2` is the same as `zoomRange: [0.8, 1.2]`.
public struct FactorRange: Hashable, Sendable {
    /// The numbers as they were given: two, or one for a deviation; anything else is refused where the range is used.
    let numbers: [Double]
    private let isDeviation: Bool

    /// The least and the largest factor, or nil for an array of other than two.
    var bounds: (least: Double, largest: Double)? {
        if isDeviation { return (1 - numbers[0], 1 + numbers[0]) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }

    /// Factors from 1 − `deviation` to 1 + `deviation`.
    public init(_ deviation: Double) {
        numbers = [deviation]
        isDeviation = true
    }

    /// Factors from `least` to `largest`.
    public init(from least: Double, to largest: Double) {
        numbers = [least, largest]
        isDeviation = false
    }
}

extension FactorRange: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
    /// Makes the range around 1 that a number stands for.
    public init(floatLiteral deviation: Double) { self.init(deviation) }

    /// Makes the range around 1 that a whole number stands for.
    public init(integerLiteral deviation: Int) { self.init(Double(deviation)) }

    /// Makes the range between two factors.
    public init(arrayLiteral numbers: Double...) {
        self.numbers = numbers
        isDeviation = false
    }
}

extension FactorRange: CustomStringConvertible {
    /// The numbers as they were given.
    public var description: String { isDeviation ? "\(numbers[0])" : "\(numbers)" }
}
