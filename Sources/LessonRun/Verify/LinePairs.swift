/// Which lines of two texts belong together, where lines may have been added or removed.
enum LinePairs {
    /// A line of each text, counted from 0; nil for none.
    typealias Pair = (before: Int?, after: Int?)

    /// Of texts whose lines differ in more places than this the lines pair up by their numbers.
    private static let limit = 500

    /// The pairs in order, without those at both ends that are the same.
    ///
    /// - Parameters:
    ///   - areSame: Whether two lines are the same result.
    ///   - pattern: What two lines that belong together have in common.
    static func differing(
        _ before: [Substring], _ after: [Substring], areSame: (Substring, Substring) -> Bool,
        pattern: (Substring) -> String
    ) -> [Pair] {
        var (old, new) = (before.indices, after.indices)
        while let first = old.first, let second = new.first, areSame(before[first], after[second]) {
            (old, new) = (old.dropFirst(), new.dropFirst())
        }
        while let first = old.last, let second = new.last, areSame(before[first], after[second]) {
            (old, new) = (old.dropLast(), new.dropLast())
        }
        guard max(old.count, new.count) <= limit else { return paired(Array(old), Array(new)) }
        let changes = after[new].map(pattern).difference(from: before[old].map(pattern))
        let removed = Set(changes.removals.map { $0.place + old.lowerBound })
        let inserted = Set(changes.insertions.map { $0.place + new.lowerBound })
        var pairs: [Pair] = []
        while !old.isEmpty || !new.isEmpty {
            let (gone, added) = (old.prefix(while: removed.contains), new.prefix(while: inserted.contains))
            pairs += paired(Array(gone), Array(added))
            (old, new) = (old.dropFirst(gone.count), new.dropFirst(added.count))
            if let first = old.first, let second = new.first {
                pairs.append((first, second))
                (old, new) = (old.dropFirst(), new.dropFirst())
            }
        }
        return pairs
    }

    /// The first of each, the second of each, and so on.
    private static func paired(_ before: [Int], _ after: [Int]) -> [Pair] {
        (0..<max(before.count, after.count)).map { (before.dropFirst($0).first, after.dropFirst($0).first) }
    }
}
