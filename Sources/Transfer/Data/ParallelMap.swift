import Compute
import Foundation

/// Calls `body` with 0 to `count` − 1 on all threads, each with a context of its own, and returns the results in order.
func parallelMap<Context, Value: Sendable>(
    _ count: Int, context: @Sendable () -> Context, _ body: @Sendable (Context, Int) -> Value
) -> [Value] {
    let results = ParallelResults<Value>(count: count)
    DispatchQueue.concurrentPerform(iterations: min(Threads.count, max(1, count))) { _ in
        let context = context()
        while let index = results.nextIndex() { results.set(index, body(context, index)) }
    }
    return results.all
}

/// Results that several threads fill in.
private final class ParallelResults<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var upcoming = 0
    private var values: [Value?]

    init(count: Int) {
        values = Array(repeating: nil, count: count)
    }

    func nextIndex() -> Int? {
        lock.withLock {
            defer { upcoming += 1 }
            return upcoming < values.count ? upcoming : nil
        }
    }

    func set(_ index: Int, _ value: Value) { lock.withLock { values[index] = value } }

    var all: [Value] { lock.withLock { values.compactMap { $0 } } }
}
