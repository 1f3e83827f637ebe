import CKernel
import Dispatch
import Foundation
import Glibc
import Synchronization
import Transfer

/// The process inside which cells run: it loads their libraries one after the other and reports how each ended.
public enum Kernel {
    private static let running = Atomic(false)

    /// Whether this process is a kernel.
    static var isRunning: Bool { running.load(ordering: .acquiring) }

    /// Serves the supervisor at the other end of the socket until it closes.
    ///
    /// Cells work in `directory`; random numbers begin at `seed`, trainings use the share `quick` of their epochs and data,
    /// and what they come to is kept in the folder `memo`. With `isPlanning` nothing is read, trained or written: what it
    /// would cost is reported.
    public static func run(
        directory: String, seed: UInt64, quick: Double?, memo: String?, isPlanning: Bool = false
    ) -> Never {
        running.store(true, ordering: .releasing)
        let channel = KernelProtocol.channelDescriptor
        guard chdir(directory) == 0 else {
            FileHandle.standardError.write(Data("lesson: the kernel cannot work in '\(directory)'\n".utf8))
            _exit(70)
        }
        // Processes that cells start must not hold the channel open.
        _ = fcntl(channel, F_SETFD, FD_CLOEXEC)
        kernel_channel_open(channel)
        guard kernel_capture_streams() == 0 else {
            FileHandle.standardError.write(Data("lesson: the kernel cannot capture its output streams\n".utf8))
            _exit(70)
        }
        kernel_install_crash_handler()
        Stack.watchThrows()
        CellExecutor.install()
        kernel_set_exit_handler { CellRun.handleExit(status: $0) }
        OutputSinks.current = ChannelSink()
        SeedObserver.current.withLock { $0 = { kernel_seed_random(UInt64(bitPattern: Int64($0))) } }
        setRandomSeed(Int(bitPattern: UInt(seed)))
        if let quick { QuickFactor.current = quick }
        if let memo { TrainingMemo.current = TrainingMemo(directory: memo, engine: EngineIdentity.current) }
        if isPlanning {
            Planning.current = Planning { Channel.send(.planned($0)) }
            kernel_discard_writes()
            kernel_refuse_programs { CellRun.refuseProgram() }
        }
        kernel_observe_files()
        kernel_adopt_orphans()
        Thread.detachNewThread { serve(channel) }
        // The main thread serves DispatchQueue.main, as in any program.
        dispatchMain()
    }

    /// Reads commands until the supervisor is gone, then ends this process and all it started.
    private static func serve(_ channel: Int32) {
        let input = FileHandle(fileDescriptor: channel, closeOnDealloc: false)
        while let header = try? input.read(upToCount: 5), header.count == 5 {
            if header.first == KernelCommand.questionKind {
                Channel.sendCellStack()
                continue
            }
            let length = header.dropFirst().reversed().reduce(0) { $0 << 8 | Int($1) }
            guard let payload = try? input.read(upToCount: length), payload.count == length,
                let command = try? JSONDecoder().decode(KernelCommand.self, from: payload)
            else { break }
            CellRun.start(command)
        }
        Descendants(mark: ProcessInfo.processInfo.environment[Descendants.variable]).kill(below: getpid())
        kill(0, SIGKILL)
        _exit(0)
    }
}
