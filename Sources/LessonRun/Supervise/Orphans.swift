import Glibc
import LessonKernel
import Synchronization

/// Processes that cells started and whose parents are gone, so that this program became their parent.
///
/// Neither a group, a session nor the environment tells whose such a process is; but all children that this program
/// started itself are known.
public enum Orphans {
    private struct State {
        var isAdopting = false
        var own: Set<pid_t> = []
    }

    private static let state = Mutex(State())

    /// From now on this program adopts orphans; for a program that starts no processes but through `Subprocess`.
    public static func adopt() {
        Descendants.adoptOrphans()
        state.withLock { $0.isAdopting = true }
    }

    /// Starts a process that is no orphan; none is looked for meanwhile.
    static func starting<Failure: Error>(_ start: () throws(Failure) -> pid_t) throws(Failure) -> pid_t {
        try state.withLock { (state: inout State) throws(Failure) -> pid_t in
            let pid = try start()
            state.own.insert(pid)
            return pid
        }
    }

    /// Forgets a process that has been waited for.
    static func forget(_ pid: pid_t) {
        state.withLock { _ = $0.own.remove(pid) }
    }

    /// Ends all orphans and what they started.
    static func kill() {
        state.withLock { state in
            guard state.isAdopting else { return }
            for _ in 0..<200 {
                let strangers = Descendants.children(of: getpid()).filter { !state.own.contains($0) }
                if strangers.isEmpty { return }
                for pid in strangers {
                    Descendants(mark: nil).kill(below: pid)
                    Glibc.kill(pid, SIGKILL)
                    waitpid(pid, nil, WNOHANG)
                }
                usleep(2_000)
            }
        }
    }
}
