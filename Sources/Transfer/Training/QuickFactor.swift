import Foundation
import Synchronization

/// The share of epochs and data that a quick run uses, so that it takes the same way as a full one in less time.
package enum QuickFactor {
    private static let state = Mutex(1.0)

    /// The share, above 0 and at most 1; 1 for a full run.
    package static var current: Double {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    /// How many of `count` epochs, steps or samples to use: at least one, `ceil(count · current)`.
    package static func scaled(_ count: Int) -> Int {
        let share = current
        guard share < 1, count > 0 else { return count }
        // The product of a round share and a count may lie a hair above the whole number meant.
        return max(1, Int((Double(count) * share - 1e-9).rounded(.up)))
    }

    /// The last epoch of a training that counts from `first`: only the epochs still to come are scaled.
    package static func lastEpoch(_ epochs: Int, from first: Int) -> Int {
        epochs > first ? first + scaled(epochs - first) : epochs
    }

    /// The places of the samples to use, ascending: of each class `scaled(_:)` of its samples, spread evenly over them.
    ///
    /// The same labels give the same places. A full run uses all.
    ///
    /// - Parameter classes: the class of each sample.
    package static func samples(of classes: [Int]) -> [Int] {
        guard current < 1 else { return Array(classes.indices) }
        let groups = Dictionary(grouping: classes.indices) { classes[$0] }
        return groups.values.flatMap { group in
            let kept = scaled(group.count)
            return (0..<kept).map { group[$0 * group.count / kept] }
        }.sorted()
    }
}
