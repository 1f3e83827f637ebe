import Foundation

/// The candidate that differs from `name` by the fewest inserted, removed, replaced or swapped letters.
///
/// The distance is the optimal string alignment distance; a candidate further away than a third of the longer
/// name's letters (at least one, and always fewer than all) is no candidate. Of equals the one
/// with the longest common beginning is taken.
///
/// - Parameter most: a distance beyond which there is no candidate either.
package func nearestName(
    to name: String, among candidates: some Sequence<String>, atMost most: Int = .max
) -> String? {
    var best: (name: String, distance: Int, prefix: Int)?
    for candidate in candidates {
        let distance = editDistance(Array(name.lowercased()), Array(candidate.lowercased()))
        let limit = min(max(1, (max(name.count, candidate.count) + 2) / 3), candidate.count - 1, most)
        let prefix = candidate.lowercased().commonPrefix(with: name.lowercased()).count
        guard distance <= limit else { continue }
        if let best, (best.distance, -best.prefix) <= (distance, -prefix) { continue }
        best = (candidate, distance, prefix)
    }
    return best?.name
}

/// The optimal string alignment distance: Levenshtein's with swaps of neighbours.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
            row.append(cost)
        }
        beforeLast = last
        last = row
    }
    return last[b.count]
}
