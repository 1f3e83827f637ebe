import Foundation

/// How many threads the kernels use: `TRANSFER_THREADS` when it holds a positive number, else one for each core.
package enum Threads {
    /// The number in use; reading it sets the kernels up once.
    package static let count: Int = {
        let wanted = ProcessInfo.processInfo.environment["TRANSFER_THREADS"].flatMap { Int($0) }
        let count = wanted.flatMap { $0 > 0 ? $0 : nil } ?? ProcessInfo.processInfo.activeProcessorCount
        BLAS.setThreads(count)
        return count
    }()

    /// Calls the body with 0 to n − 1, on all threads.
    static func forEach(_ iterations: Int, _ body: @Sendable (Int) -> Void) {
        let share = (iterations + count - 1) / count
        guard count > 1, iterations > 1 else {
            for i in 0..<iterations { body(i) }
            return
        }
        DispatchQueue.concurrentPerform(iterations: count) { thread in
            Denormals.flushed {
                for i in min(thread * share, iterations)..<min((thread + 1) * share, iterations) { body(i) }
            }
        }
    }
}
