/// The exit statuses in words.
public enum ExitWords {
    /// A word or two for a lesson's exit status.
    public static func words(for status: Int32) -> String {
        switch status {
        case 0: "passed"
        case 1: "failed"
        case 2: "invalid"
        case 3: "stale"
        case 4: "limit hit"
        case 5: "not possible"
        case 6: "tampered"
        case 130: "interrupted"
        default: "internal error"
        }
    }
}
