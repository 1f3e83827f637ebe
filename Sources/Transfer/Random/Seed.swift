import Compute
package import Synchronization

/// Sets the seed of everything random: initial weights, shuffling, dropout; the same seed gives the same results to
/// the bit on the same machine with the same number of threads.
///
/// Without a call the seed is 0. In a lesson, Swift's own random numbers (`random(in:)`, `shuffled()`) begin anew, too.
public func setRandomSeed(_ seed: Int) {
    RandomState.shared.reset(seed: UInt64(bitPattern: Int64(seed)))
    SeedObserver.current.withLock { $0 }?(seed)
}

/// What is told of each seed that is set, for random numbers from elsewhere that are to follow it.
package enum SeedObserver {
    package static let current = Mutex<(@Sendable (Int) -> Void)?>(nil)
}
