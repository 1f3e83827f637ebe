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
}
