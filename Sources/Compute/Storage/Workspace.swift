import Foundation

/// The memory that all plans work in, one at a time: keeping it saves touching fresh pages for every plan.
final class Workspace: @unchecked Sendable {
    static let shared = Workspace()

    private let lock = NSLock()
    private var buffer = AlignedBuffer(byteCount: 0)

    /// Runs one plan at a time in memory of at least the given size, whose contents are arbitrary.
    func withMemory<T>(byteCount: Int, _ body: (UnsafeMutableRawPointer) throws -> T) rethrows -> T {
        lock.lock()
        defer { lock.unlock() }
        if buffer.byteCount < byteCount {
            buffer = AlignedBuffer(byteCount: 0)
            buffer = AlignedBuffer(byteCount: byteCount)
        }
        return try body(buffer.address)
    }
}
