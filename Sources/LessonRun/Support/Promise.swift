import Foundation

/// A value that one thread computes and others wait for.
final class Promise<Value: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var stored: Value?

    /// Hands the value over; only the first one counts.
    func fulfil(_ value: Value) {
        condition.withLock {
            if stored == nil { stored = value }
            condition.broadcast()
        }
    }

    /// The value, once it is there; nil as soon as `isOver` says that waiting is over.
    func value(unless isOver: () -> Bool) -> Value? {
        condition.withLock {
            while stored == nil, !isOver() {
                _ = condition.wait(until: Date(timeIntervalSinceNow: 0.05))
            }
            return stored
        }
    }

    /// The value, once it is there.
    var value: Value {
        condition.withLock {
            while true {
                if let stored { return stored }
                condition.wait()
            }
        }
    }
}
