import Foundation

/// The batches that are left of the pass that somebody takes one by one.
final class FlowPosition: @unchecked Sendable {
    private let lock = NSLock()
    private var pass = 0
    private var batches: ArraySlice<[Int]> = []

    /// The next batch and its pass; `begin` gives those of a new one, which has at least one batch.
    func next(_ begin: () -> (batches: [[Int]], pass: Int)) -> (batch: [Int], pass: Int) {
        lock.withLock {
            if batches.isEmpty {
                let fresh = begin()
                batches = fresh.batches[...]
                pass = fresh.pass
            }
            return (batches.popFirst() ?? [], pass)
        }
    }
}
