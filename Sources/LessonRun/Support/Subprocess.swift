import Foundation
import Glibc

/// A process started from here, with exactly the descriptors it is given.
struct Subprocess: Sendable {
    let pid: pid_t

    /// How a process ended.
    enum Exit: Hashable, Sendable {
        case code(Int32)
        case signal(Int32)
    }

    /// Starts a program; descriptors not named in `descriptors` (child's number: ours) are `/dev/null` if they are
    /// 0, 1 or 2, and closed otherwise, provided that ours were opened close-on-exec.
    static func spawn(
        _ executable: String, arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment,
        descriptors: [Int32: Int32], ownGroup: Bool = false
    ) throws(RunError) -> Subprocess {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for standard in Int32(0)...2 where descriptors[standard] == nil {
            posix_spawn_file_actions_addopen(&actions, standard, "/dev/null", O_RDWR, 0)
        }
        for (child, ours) in descriptors.sorted(by: { $0.key < $1.key }) {
            posix_spawn_file_actions_adddup2(&actions, ours, child)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Signals that this process ignores or blocks must mean their usual thing to the child.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for number in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&defaults, number) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        var blocked = sigset_t()
        sigemptyset(&blocked)
        posix_spawnattr_setsigmask(&attributes, &blocked)
        let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | (ownGroup ? POSIX_SPAWN_SETPGROUP : 0)
        posix_spawnattr_setflags(&attributes, Int16(flags))

        let argumentPointers = ([executable] + arguments).map { strdup($0) } + [nil]
        let environmentPointers = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argumentPointers + environmentPointers).forEach { free($0) } }
        let pid = try Orphans.starting { () throws(RunError) -> pid_t in
            var pid: pid_t = 0
            let failure = posix_spawn(&pid, executable, &actions, &attributes, argumentPointers, environmentPointers)
            guard failure == 0 else {
                throw .cannotStart(program: executable, reason: String(cString: strerror(failure)))
            }
            return pid
        }
        return Subprocess(pid: pid)
    }

    /// Runs a program to its end and returns what it wrote to one of its standard streams (1 or 2).
    ///
    /// While it runs it is one of `tools`, which may end it early.
    static func capture(
        _ executable: String, arguments: [String],
        environment: [String: String] = ProcessInfo.processInfo.environment, stream: Int32, tools: RunningTools? = nil
    ) throws(RunError) -> (exit: Exit, output: Data) {
        guard let pipe = Pipe.make() else {
            throw .cannotStart(program: executable, reason: String(cString: strerror(errno)))
        }
        defer { close(pipe.readEnd) }
        let process: Subprocess
        do {
            // In a group of its own it does not hear the terminal's Ctrl-C, which is for this process to act on.
            process = try spawn(
                executable, arguments: arguments, environment: environment, descriptors: [stream: pipe.writeEnd],
                ownGroup: true)
        } catch {
            close(pipe.writeEnd)
            throw error
        }
        close(pipe.writeEnd)
        tools?.began(process)
        let output = try? FileHandle(fileDescriptor: pipe.readEnd, closeOnDealloc: false).readToEnd()
        tools?.willEnd(process)
        return (process.wait(), output ?? Data())
    }

    /// Waits for the process to end.
    func wait() -> Exit {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        Orphans.forget(pid)
        return Self.exit(status)
    }

    /// Waits at most some seconds for the process to end; nil if it has not.
    func wait(atMost seconds: Double) -> Exit? {
        let start = ContinuousClock.now
        var status: Int32 = 0
        while waitpid(pid, &status, WNOHANG) != pid {
            if start.secondsUntilNow > seconds { return nil }
            usleep(2_000)
        }
        Orphans.forget(pid)
        return Self.exit(status)
    }

    private static func exit(_ status: Int32) -> Exit {
        let signal = status & 0x7F
        return signal == 0 ? .code((status >> 8) & 0xFF) : .signal(signal)
    }
}
