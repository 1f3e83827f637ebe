import CKernel
import Foundation

/// The main actor's executor in the kernel: its jobs run on the thread of the cell that awaits.
///
/// A cell's thread serves the queue until the cell ends, and is then parked inside its last job; the next cell that
/// awaits serves the queue on its own thread.
final class CellExecutor: SerialExecutor, @unchecked Sendable {
    private static let shared = CellExecutor()

    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []

    /// Puts this executor in the place of the runtime's own.
    static func install() {
        let words = unsafeBitCast(shared.asUnownedSerialExecutor(), to: (UInt, UInt).self)
        kernel_install_main_executor(words.0, words.1) { CellExecutor.shared.serve() }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        condition.withLock {
            jobs.append(unowned)
            condition.signal()
        }
    }

    /// Cells have no other thread that could own the main actor, so every caller is taken to be right.
    func checkIsolated() {}

    private func serve() {
        while true {
            let job = condition.withLock {
                while jobs.isEmpty { condition.wait() }
                return jobs.removeFirst()
            }
            job.runSynchronously(on: asUnownedSerialExecutor())
        }
    }
}
