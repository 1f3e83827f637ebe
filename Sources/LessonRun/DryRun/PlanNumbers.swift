import Foundation

/// Numbers as plans show them to people.
enum PlanNumbers {
    /// Three digits and a letter for thousands, millions and so on: `5.12 k`, `138 M`, `31 G`; exact below 1000.
    static func short(_ value: Double) -> String {
        var (value, letter) = (value, "")
        for next in ["k", "M", "G", "T", "P"] where value >= 999.5 {
            value /= 1000
            letter = next
        }
        return letter.isEmpty ? String(format: "%.0f", value) : "\(digits(value)) \(letter)"
    }

    /// Bytes in powers of 1000, as memory is sold: `310 MB`.
    static func bytes(_ count: Int) -> String { short(Double(count)) + "B" }

    /// `0.05 s`, `2.3 s`, `45 s`, `2 min`, `1.5 h`.
    static func time(_ seconds: Double) -> String {
        if seconds < 0.095 { return String(format: "%.2f s", seconds) }
        if seconds < 9.95 { return String(format: "%.1f s", seconds) }
        if seconds < 99.5 { return String(format: "%.0f s", seconds) }
        if seconds < 5970 { return String(format: "%.0f min", seconds / 60) }
        return String(format: seconds < 36_000 ? "%.1f h" : "%.0f h", seconds / 3600)
    }

    private static func digits(_ value: Double) -> String {
        String(format: value < 9.95 ? "%.1f" : "%.0f", value)
    }
}
