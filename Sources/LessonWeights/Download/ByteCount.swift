import Foundation

/// Numbers of bytes in words.
package enum ByteCount {
    /// In megabytes of a million bytes, below one in kilobytes: `58.9 MB`.
    package static func text(_ count: Int) -> String {
        switch count {
        case ..<1000: "\(count) bytes"
        case ..<1_000_000: String(format: "%.1f kB", Double(count) / 1e3)
        default: String(format: "%.1f MB", Double(count) / 1e6)
        }
    }

    /// How much of a file has come: `12.3 of 58.9 MB`.
    package static func progress(_ count: Int, of total: Int?) -> String {
        guard let total else { return text(count) }
        let unit = total < 1_000_000 ? (1e3, "kB") : (1e6, "MB")
        return String(format: "%.1f of %.1f \(unit.1)", Double(count) / unit.0, Double(total) / unit.0)
    }
}
