import Glibc
import Synchronization

/// The compilers and linkers that work at the moment, so that a run that ends need not wait for them.
final class RunningTools: Sendable {
    private struct State {
        var pids: Set<pid_t> = []
        var isStopped = false
    }

    private let state = Mutex(State())

    /// Notes a process; once the tools are stopped it is ended at once.
    func began(_ process: Subprocess) {
        state.withLock { state in
            state.pids.insert(process.pid)
            if state.isStopped { kill(process.pid, SIGKILL) }
        }
    }

    /// Forgets a process; must be called before its end is waited for, after which its number may be another's.
    func willEnd(_ process: Subprocess) {
        state.withLock { _ = $0.pids.remove(process.pid) }
    }

    /// Ends all processes, also those that are noted from now on.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            for pid in state.pids { kill(pid, SIGKILL) }
        }
    }
}
