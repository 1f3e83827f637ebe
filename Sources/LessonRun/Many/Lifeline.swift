import Foundation
import Glibc

/// The tie between a process that runs one lesson and the one that started it.
public enum Lifeline {
    /// Watches standard input, which the starting process holds open as long as it lives, and interrupts this process
    /// when it ends.
    public static func watch() {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while true {
                let count = read(0, &byte, 1)
                if count == 0 || (count < 0 && errno != EINTR) { break }
            }
            kill(getpid(), SIGTERM)
        }
    }
}
