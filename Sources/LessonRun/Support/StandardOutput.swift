public import Foundation
import Glibc
import Synchronization

/// Writes to standard output; whether anybody reads it must not decide about a run.
public enum StandardOutput {
    private static let failed = Atomic<Int32>(0)

    /// Writes bytes, and gives up where nothing can be written.
    public static func write(_ data: Data) {
        guard failed.load(ordering: .relaxed) == 0 else { return }
        var rest = Array(data)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
            if written < 0 {
                let reason = errno
                if reason == EINTR || reason == EAGAIN && waitForRoom() { continue }
                return failed.store(reason, ordering: .relaxed)
            }
            rest = rest.dropFirst(written)
        }
    }

    /// Writes a line.
    public static func write(line: String) {
        write(Data((line + "\n").utf8))
    }

    /// Why something could not be written, in a sentence; nil if all was, or if the reader has gone away, such as `head`.
    public static var failure: String? {
        let reason = failed.load(ordering: .relaxed)
        guard reason != 0, reason != EPIPE else { return nil }
        return
            "standard output could not be written (\(String(cString: strerror(reason)))); free some space, or send it "
            + "to a file or program that takes it"
    }

    /// Waits until a descriptor that another program has made non-blocking takes more.
    private static func waitForRoom() -> Bool {
        var descriptor = pollfd(fd: 1, events: Int16(POLLOUT), revents: 0)
        return poll(&descriptor, 1, -1) > 0 || errno == EINTR
    }
}
