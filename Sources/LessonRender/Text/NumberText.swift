import Foundation

/// Numbers as pages show them.
enum NumberText {
    /// Up to six significant digits, for example `0.94`, `1280`, `1e-07`.
    static func short(_ value: Double) -> String {
        guard value.isFinite else { return nonFinite(value) }
        if value == value.rounded(), abs(value) < 1e15 { return String(format: "%.0f", value == 0 ? 0 : value) }
        return String(format: "%.6g", value)
    }

    /// A column of numbers with four decimals; in scientific notation where the largest is below 0.001.
    static func column(_ values: [Double]) -> [String] {
        let largest = values.lazy.filter(\.isFinite).map(abs).max() ?? 0
        let format = largest > 0 && largest < 0.001 ? "%.4e" : "%.4f"
        return values.map { $0.isFinite ? String(format: format, $0) : nonFinite($0) }
    }

    /// Seconds as `0.52 s`, `12.3 s` or `2 min 5 s`.
    static func duration(_ seconds: Double) -> String {
        if seconds < 10 { return String(format: "%.2f s", seconds) }
        if seconds < 60 { return String(format: "%.1f s", seconds) }
        guard seconds.isFinite, seconds < 1e9 else { return nonFinite(seconds) }
        let whole = Int(seconds.rounded())
        return "\(whole / 60) min \(whole % 60) s"
    }

    private static func nonFinite(_ value: Double) -> String { value.isNaN ? "NaN" : value < 0 ? "-∞" : "∞" }
}
