import CKernel
import Foundation
import Glibc
import Synchronization
import Transfer

/// The one cell that is running: where it reports its end, whichever way it takes.
///
/// A cell may end by returning from its entry function, by an error that reaches the top level, or by `exit` (which
/// is also how top-level code that awaits ends). Only a return leaves the thread usable; otherwise it is parked.
enum CellRun {
    private struct State {
        var isRunning = false
        var hasPassedLastLine = false
    }

    private static let state = Mutex(State())

    /// Large enough for deep recursion; only touched pages cost memory.
    private static let stackBytes = 64 << 20

    /// Loads a cell's library and starts its entry function on a thread of its own.
    static func start(_ command: KernelCommand) {
        state.withLock { $0 = State(isRunning: true) }
        Planning.current?.forgetCalls()
        // A cell must not be able to take away the code it runs in.
        guard let library = dlopen(command.library, RTLD_NOW | RTLD_GLOBAL | RTLD_NODELETE) else {
            return finish(.unloadable(reason: String(cString: dlerror())))
        }
        guard let entry = dlsym(library, command.entry) else {
            return finish(.unloadable(reason: "no function '\(command.entry)' in \(command.library)"))
        }
        let failure = kernel_start_cell_thread(
            stackBytes,
            { entry in
                guard let entry else { return }
                kernel_call_entry(entry)
                CellRun.finish(.completed)
            }, { CellRun.finish(.threadEnded) }, entry)
        if failure != 0 {
            finish(.unloadable(reason: "no thread for the cell: \(String(cString: strerror(failure)))"))
        }
    }

    /// Notes that the cell's last line was passed, so that a following `exit` is no request of the cell's author.
    static func passLastLine() {
        state.withLock { $0.hasPassedLastLine = true }
    }

    /// Reports the cell's end to the supervisor, once.
    static func finish(_ end: CellEnd) {
        let isFirst = state.withLock { state in
            defer { state.isRunning = false }
            return state.isRunning
        }
        guard isFirst else { return }
        fflush(nil)
        Channel.send(.finished(end))
    }

    /// What `exit` does while cells run: reports, and stops the calling thread.
    static func handleExit(status: Int32) -> Never {
        let isEndOfCode = state.withLock { $0.hasPassedLastLine }
        finish(isEndOfCode ? .completed : .exited(status: status, stack: Stack.current))
        kernel_park_thread()
    }

    /// Ends a cell that would start a program during a dry run, and stops the calling thread.
    static func refuseProgram() -> Never {
        if state.withLock({ $0.isRunning }) { Channel.send(.stoppedByPlanning) }
        finish(
            .threw(
                type: "ProgramStart", message: "a dry run starts no programs", stack: Stack.current,
                isEnvironmentFailure: false))
        kernel_park_thread()
    }
}

/// Called by the last line of every compiled cell.
@_silgen_name("lesson_cell_completed")
public func lessonCellCompleted() {
    CellRun.passLastLine()
}
