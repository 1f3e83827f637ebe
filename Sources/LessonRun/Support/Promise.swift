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
