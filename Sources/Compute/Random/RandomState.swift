import Foundation

/// The process' source of random streams: the seed, and how many streams have been handed out since it was set.
package final class RandomState: @unchecked Sendable {
    /// The one that everything random draws from.
    package static let shared = RandomState()

    private let lock = NSLock()
    private var seed: UInt64 = 0
    private var handedOut: UInt64 = 0

    /// Starts over with a seed.
    package func reset(seed: UInt64) {
        lock.withLock {
            self.seed = seed
            handedOut = 0
        }
    }

    /// The seed and how many streams have been handed out: setting both goes on where another process was.
    package var position: (seed: UInt64, handedOut: UInt64) {
        get { lock.withLock { (seed, handedOut) } }
        set { lock.withLock { (seed, handedOut) = newValue } }
    }

    /// The next stream.
    package func nextStream() -> RandomStream {
        lock.withLock {
            defer { handedOut += 1 }
            return RandomStream(seed: seed, number: handedOut)
        }
    }
}
