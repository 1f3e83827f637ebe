import Glibc

/// What a signal that ended a kernel says about the cell.
struct SignalWords: CustomStringConvertible {
    private let number: Int32
    /// Whether the kernel reported the signal before it died, and what it said about it.
    private let isReported: Bool
    private let remark: String

    /// - Parameter crash: the kernel's last words; the first line is `signal N`, `signal N overflow` or
    ///   `signal N outside`.
    init(_ number: Int32, crash: String?) {
        self.number = number
        isReported = crash != nil
        let words = crash?.prefix { $0 != "\n" }.split(separator: " ") ?? []
        remark = words.count > 2 ? String(words[2]) : ""
    }

    var description: String {
        switch (number, remark) {
        case (_, "overflow"):
            return "endless recursion: the stack is full (signal \(number)); make every path come to an end"
        case (SIGKILL, _) where !isReported:
            return "the kernel was killed from outside (signal 9), perhaps because memory ran out"
        case (_, "outside"):
            return "the kernel was ended from outside (signal \(number))"
        case (SIGSEGV, _), (SIGBUS, _):
            return "the cell used memory that is not its own (signal \(number)); endless recursion does this too"
        case (SIGABRT, _): return "the cell aborted (signal \(number))"
        case (SIGFPE, _): return "the cell divided by zero (signal \(number))"
        case (SIGILL, _), (SIGTRAP, _), (SIGSYS, _): return "the cell crashed (signal \(number))"
        default: return "the cell sent its process signal \(number), which ended it"
        }
    }
}
