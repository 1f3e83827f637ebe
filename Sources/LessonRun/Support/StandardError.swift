import Glibc

/// Writes to standard error; whether anybody reads it must not decide about a run.
public enum StandardError {
    /// Writes a text, and gives up where nothing can be written.
    public static func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
