import CPosix

/// The two ends of a pipe, both closed in programs started from here.
struct Pipe {
    let readEnd: Int32
    let writeEnd: Int32

    /// A new pipe, or nil when the process has no descriptors left.
    static func make() -> Pipe? {
        var ends: [Int32] = [-1, -1]
        guard posix_pipe_close_on_exec(&ends) == 0 else { return nil }
        return Pipe(readEnd: ends[0], writeEnd: ends[1])
    }
}
