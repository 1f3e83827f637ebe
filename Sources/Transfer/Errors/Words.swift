import Foundation

/// Pieces that several messages share.
enum Words {
    /// A number with at most three significant digits.
    static func number(_ value: Double) -> String { String(format: "%.3g", value) }

    /// Names in quotes; of many only the first few, with the number of the others.
    static func list(_ names: [String], atMost limit: Int = 5) -> String {
        let shown = names.prefix(limit).map { "'\($0)'" }.joined(separator: ", ")
        return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
    }

    /// The nearest of some names to one that is not among them, or nil when none is near.
    static func suggestion(for name: String, among names: [String]) -> String? {
        let ranked = names.map { ($0, distance(Array(name.lowercased()), Array($0.lowercased()))) }
        guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= max(2, name.count / 3) else { return nil }
        return best.0
    }

    /// The least number of insertions, deletions and replacements between two words (Levenshtein).
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, right) in b.enumerated() {
                let cost = min(row[j + 1] + 1, row[j] + 1, diagonal + (left == right ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }
}
