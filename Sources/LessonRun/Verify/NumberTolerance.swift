import Foundation

/// How far two numbers may be apart and still be the same result.
///
/// 1. A cell's `tolerance` is the largest absolute difference: |a - b| ≤ tolerance; 0 asks for equal numbers.
/// 2. Without one, whole numbers must be equal (of those without a text only below 2^24, where not every 32-bit floating
///    point number is whole yet), and others may differ by 1e-4 of the larger one, which is what other
///    processors and numbers of threads make of 32-bit floating point, or by 1e-8 near zero: the form of `allclose` in NumPy.
/// 3. Without one, a number printed with four decimals or more may also differ by one in the last of them where that is
///    at most a hundredth of the number: numbers that are all but equal may be rounded to different sides.
/// 4. NaN equals NaN, and an infinity itself.
/// 5. A number of per cent counts in hundredths: with 0.01, 94 % and 95 % are the same result.
struct NumberTolerance: Hashable, Sendable {
    /// The cell's `tolerance`, if it has one.
    let absolute: Double?

    private static let relative = 1e-4
    private static let nearZero = 1e-8
    /// From here on every `Float` is a whole number.
    private static let wholeLimit = 0x1p24

    init(_ absolute: Double? = nil) {
        self.absolute = absolute
    }

    /// The tolerance for numbers of per cent.
    var ofPercentages: NumberTolerance { NumberTolerance(absolute.map { $0 * 100 }) }

    /// Whether two numbers are the same result.
    func admits(_ first: Double, _ second: Double) -> Bool {
        if first == second || first.isNaN && second.isNaN { return true }
        let distance = abs(first - second)
        guard first.isFinite, second.isFinite else { return false }
        if let absolute {
            if absolute == 0 { return false }
            // 0.95 - 0.94 is a little more than 0.01.
            return distance <= absolute + 4 * max(first.ulp, second.ulp, absolute.ulp)
        }
        let size = max(abs(first), abs(second))
        if first == first.rounded(), second == second.rounded(), size < Self.wholeLimit { return false }
        return distance <= max(Self.nearZero, Self.relative * size)
    }

    /// Whether two numbers that stand in a text are the same result.
    func admits(_ first: PrintedNumber, _ second: PrintedNumber) -> Bool {
        if first.text == second.text { return true }
        if absolute == nil, first.isWhole, second.isWhole { return first.digits == second.digits }
        if admits(first.value, second.value) { return true }
        guard absolute == nil, first.decimals == second.decimals, first.decimals >= 4 else { return false }
        let unit = pow(10, -Double(first.decimals))
        let (distance, size) = (abs(first.value - second.value), max(abs(first.value), abs(second.value)))
        return distance < 1.5 * unit && unit <= 0.01 * size
    }

    /// A number for people: up to six significant digits.
    static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-∞" : "∞" }
        return String(format: "%.6g", value)
    }

    /// Two different numbers for people, with as many digits as tell them apart.
    static func texts(_ first: Double, _ second: Double) -> (String, String) {
        let short = (text(first), text(second))
        return short.0 == short.1 ? ("\(first)", "\(second)") : short
    }
}
