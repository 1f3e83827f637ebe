import Foundation

/// What things were like when they were used, as digests; it tells whether one was not always the same.
final class UsedDigests<Key: Hashable & Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var digests: [Key: UInt64] = [:]
    private var hasChanged = false

    /// Notes what a thing is like now.
    func note(_ digest: UInt64, of key: Key) {
        lock.withLock {
            let known = digests[key]
            if let known, known != digest { hasChanged = true } else { digests[key] = digest }
        }
    }

    /// What a thing was like; nil if it has not been used.
    func digest(of key: Key) -> UInt64? { lock.withLock { digests[key] } }

    /// Whether each thing was the same whenever it was used.
    var isSettled: Bool { lock.withLock { !hasChanged } }

    /// Forgets everything but what is known of some things.
    func restart(with known: [Key: UInt64] = [:]) {
        lock.withLock { (digests, hasChanged) = (known, false) }
    }
}
