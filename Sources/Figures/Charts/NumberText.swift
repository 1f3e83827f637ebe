import Foundation

/// Numbers as people read them.
enum NumberText {
    /// Three significant digits, for a sentence: `0.123`, `12.3`, `12345`, `1.23e-05`.
    static func short(_ value: Double) -> String {
        guard value.isFinite else { return special(value) }
        if abs(value) >= 1000 && abs(value) < 1e15 { return String(format: "%.0f", value) }
        return String(format: "%.3g", value)
    }

    /// Six significant digits, for a table; whole numbers in full.
    static func precise(_ value: Double) -> String {
        guard value.isFinite else { return special(value) }
        if value == value.rounded() && abs(value) < 1e15 { return String(format: "%.0f", value == 0 ? 0 : value) }
        return String(format: "%.6g", value)
    }

    /// A fixed number of decimals with a typographic minus, for an axis.
    static func fixed(_ value: Double, decimals: Int) -> String {
        minus(String(format: "%.\(decimals)f", value == 0 ? 0 : value))
    }

    /// A power of ten, for an axis: `1.5×10⁶`.
    static func scientific(_ value: Double, decimals: Int) -> String {
        let parts = String(format: "%.\(decimals)e", value).split(separator: "e")
        guard value != 0, parts.count == 2, let exponent = Int(parts[1]) else { return "0" }
        return minus(String(parts[0])) + "×" + powerOfTen(exponent)
    }

    /// A power of ten by itself: `10⁻³`.
    static func powerOfTen(_ exponent: Int) -> String {
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        let power = String(abs(exponent)).compactMap(\.wholeNumberValue).map { digits[$0] }
        return "10" + (exponent < 0 ? "⁻" : "") + String(power)
    }

    private static func minus(_ text: String) -> String {
        text.replacingOccurrences(of: "-", with: "−")
    }

    private static func special(_ value: Double) -> String {
        value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞"
    }
}
