public import Foundation
import Glibc

/// Writes to standard output; whether anybody reads it must not decide about a run.
public enum StandardOutput {
    /// Writes bytes, and gives up where nothing can be written.
    public static func write(_ data: Data) {
        var rest = Array(data)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }

    /// Writes a line.
    public static func write(line: String) {
        write(Data((line + "\n").utf8))
    }
}
