import Foundation
import Glibc
import LessonKernel
import Transfer

/// The supervisor's side of a kernel: starts the process, hands it cells, and collects what they do.
final class KernelProcess {
    /// How a cell's run ended, as the supervisor saw it.
    enum End {
        /// The kernel lives and reported the cell's end.
        case finished(CellEnd)
        /// The kernel died; `crash` is what it reported with its last words.
        case died(Subprocess.Exit, crash: String?)
        /// The cell made another program of the kernel; it was killed.
        case replaced
        /// The cell ran longer than allowed; the kernel was killed. `stack` is what the cell was doing.
        case timedOut(stack: String)
        /// The kernel and its children occupied more memory than allowed and were killed.
        case outOfMemory(bytes: Int, stack: String)
        /// The cell showed more than allowed; the kernel was killed.
        case outputExceeded(stack: String)
        /// The kernel was stopped by a signal; it was killed.
        case stopped
        /// The cell closed the channel or wrote to it; the kernel was killed.
        case disconnected
        /// The run was interrupted; the kernel was killed.
        case interrupted
    }

    private let process: Subprocess
    private let descendants: Descendants
    private let executable: String
    private let limits: ResourceLimits
    private let channel: Int32
    private let standardOutput: Int32
    private let standardError: Int32
    private var frames = FrameBuffer()
    private var isAlive = true
    private let observations: FileObservations

    /// Starts a kernel.
    init(_ supply: KernelSupply) throws(RunError) {
        executable = supply.executable
        limits = supply.limits
        observations = supply.observations
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0, let output = Pipe.make(), let errors = Pipe.make() else {
            throw .cannotStart(program: executable, reason: String(cString: strerror(errno)))
        }
        defer { [ends[1], output.writeEnd, errors.writeEnd].forEach { close($0) } }
        var environment = KernelSupply.environment
        descendants = Descendants(mark: UUID().uuidString)
        environment[Descendants.variable] = descendants.mark
        process = try Subprocess.spawn(
            executable, arguments: supply.arguments, environment: environment,
            descriptors: [1: output.writeEnd, 2: errors.writeEnd, KernelProtocol.channelDescriptor: ends[1]],
            ownGroup: true)
        channel = ends[0]
        standardOutput = output.readEnd
        standardError = errors.readEnd
        for descriptor in [channel, standardOutput, standardError] {
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        }
    }

    deinit {
        kill()
        [channel, standardOutput, standardError].forEach { close($0) }
    }

    /// Ends the kernel and every process its cells started.
    func kill() {
        guard isAlive else { return }
        isAlive = false
        descendants.kill(below: process.pid)
        end()
    }

    private func end() {
        Glibc.kill(-process.pid, SIGKILL)
        Glibc.kill(process.pid, SIGKILL)
        // One that sleeps deep inside the system ends when it wakes up; there is nothing to wait for.
        _ = process.wait(atMost: 2)
        Orphans.kill()
    }

    /// Runs one compiled cell for at most `timeout` seconds.
    func run(
        _ command: KernelCommand, timeout: Double, interrupt: Interrupt, into collector: inout OutputCollector,
        progress: (WorkProgress) -> Void
    ) -> End {
        // Where this fails the kernel has died, and what it sent before is read below.
        _ = send(command)
        // A longer limit than some years would overflow the clock.
        let deadline = ContinuousClock.now + .seconds(min(timeout, 1e9))
        var crash: String?
        var monitor = KernelMonitor(pid: process.pid, descendants: descendants, memoryLimit: limits.memory)
        while true {
            let remaining = ContinuousClock.now.duration(to: deadline)
            guard remaining > .zero else {
                return stop(as: .timedOut(stack: cellStack(into: &collector)), into: &collector)
            }
            let (isClosed, isInterrupted) = wait(
                atMost: min(remaining, .milliseconds(KernelMonitor.interval)), interrupt: interrupt)
            let finding = monitor.look()
            // Raw writes to the descriptors that happened before a frame was sent are in the pipes by now.
            drainPipes(into: &collector)
            while let (kind, payload) = frames.next() {
                switch kind {
                case .standardOutput: collector.append(payload, stream: .stdout)
                case .standardError: collector.append(payload, stream: .stderr)
                case .crash: crash = String(decoding: payload, as: UTF8.self)
                case .file: observations.append(payload)
                case .stack: break
                case .event:
                    switch decode(payload) {
                    case .output(let output): collector.append(output, bytes: payload.count)
                    case .progress(let state): progress(state)
                    case .trainingRestored(let seconds): collector.noteRestoredTraining(seconds)
                    case .planned(let event): collector.append(event)
                    case .stoppedByPlanning: collector.wasStoppedByPlanning = true
                    case .inlineValue(let value): collector.append(value)
                    case .finished(let end): return .finished(end)
                    case nil: break
                    }
                }
            }
            if isInterrupted { return stop(as: .interrupted, into: &collector) }
            if isClosed { return death(into: &collector, crash: crash) }
            if frames.isDamaged { return stop(as: .disconnected, into: &collector) }
            if limits.stopsAtOutputLimit, collector.droppedBytes > 0 {
                return stop(as: .outputExceeded(stack: cellStack(into: &collector)), into: &collector)
            }
            switch finding {
            case .outOfMemory(let bytes):
                return stop(as: .outOfMemory(bytes: bytes, stack: cellStack(into: &collector)), into: &collector)
            case .stopped: return stop(as: .stopped, into: &collector)
            case .ended:
                readChannel()
                while let (kind, payload) = frames.next() {
                    if kind == .crash { crash = String(decoding: payload, as: UTF8.self) }
                }
                return death(into: &collector, crash: crash)
            case nil: break
            }
        }
    }

    /// Asks the kernel what the cell is doing; empty if it does not answer within a moment.
    private func cellStack(into collector: inout OutputCollector) -> String {
        let question = [KernelCommand.questionKind, 0, 0, 0, 0]
        guard Glibc.send(channel, question, question.count, Int32(MSG_NOSIGNAL)) == question.count else { return "" }
        let start = ContinuousClock.now
        while start.secondsUntilNow < 0.4 {
            var watched = pollfd(fd: channel, events: Int16(POLLIN), revents: 0)
            guard poll(&watched, 1, 50) >= 0 else { continue }
            if watched.revents != 0, readChannel() { return "" }
            while let (kind, payload) = frames.next() {
                if kind == .stack { return String(decoding: payload, as: UTF8.self) }
                if kind == .standardOutput { collector.append(payload, stream: .stdout) }
                if kind == .standardError { collector.append(payload, stream: .stderr) }
            }
        }
        return ""
    }

    /// Reads what the channel has; tells whether the kernel closed it.
    @discardableResult
    private func readChannel() -> Bool {
        let (data, ended) = Self.readAvailable(channel)
        frames.append(data)
        return ended
    }

    private func decode(_ payload: Data) -> KernelEvent? {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = KernelCoding.floatDecoding
        return try? decoder.decode(KernelEvent.self, from: payload)
    }

    private func send(_ command: KernelCommand) -> Bool {
        guard let payload = try? JSONEncoder().encode(command) else { return false }
        let length = UInt32(payload.count)
        let header = [KernelCommand.frameKind] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
        let frame = header + payload
        // A command is far smaller than the socket's buffer, and the kernel reads the one before first.
        return Glibc.send(channel, frame, frame.count, Int32(MSG_NOSIGNAL)) == frame.count
    }

    /// Waits for something to read and reads the channel; tells whether the kernel closed it.
    private func wait(atMost time: Duration, interrupt: Interrupt) -> (isClosed: Bool, isInterrupted: Bool) {
        var watched = [channel, standardOutput, standardError, interrupt.descriptor].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        // A pipe whose writers are gone would wake the poll for ever.
        if isOutputClosed { watched[1].fd = -1 }
        if isErrorClosed { watched[2].fd = -1 }
        let milliseconds = min(time / .milliseconds(1), 60_000).rounded(.up)
        guard poll(&watched, nfds_t(watched.count), Int32(milliseconds)) > 0 else { return (false, false) }
        var isClosed = false
        if watched[0].revents != 0 {
            isClosed = readChannel()
        }
        return (isClosed, watched[3].revents != 0)
    }

    private var isOutputClosed = false
    private var isErrorClosed = false

    private func drainPipes(into collector: inout OutputCollector) {
        let (output, outputEnded) = Self.readAvailable(standardOutput)
        collector.append(output, stream: .stdout)
        isOutputClosed = isOutputClosed || outputEnded
        let (errors, errorsEnded) = Self.readAvailable(standardError)
        collector.append(errors, stream: .stderr)
        isErrorClosed = isErrorClosed || errorsEnded
    }

    /// What can be read at once, and whether the other end is closed.
    ///
    /// At most a few megabytes, so that a cell that
    /// prints for ever cannot keep the supervisor from its clock.
    private static func readAvailable(_ descriptor: Int32) -> (data: Data, ended: Bool) {
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while data.count < 4 << 20 {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 {
                buffer.withUnsafeBytes { data.append(contentsOf: $0[..<count]) }
            } else if count == 0 {
                return (data, true)
            } else if errno != EINTR {
                return (data, errno != EAGAIN)
            }
        }
        return (data, false)
    }

    private func stop(as end: End, into collector: inout OutputCollector) -> End {
        kill()
        drainPipes(into: &collector)
        return end
    }

    private func death(into collector: inout OutputCollector, crash: String?) -> End {
        isAlive = false
        // A process that closed the channel and goes on, as after exec, is no kernel any more.
        let exit = process.wait(atMost: 0.5)
        let isKernel = exit == nil && isExecutable
        descendants.kill(below: process.pid)
        guard let exit else {
            end()
            drainPipes(into: &collector)
            return isKernel ? .disconnected : .replaced
        }
        Orphans.kill()
        drainPipes(into: &collector)
        return .died(exit, crash: crash)
    }

    /// Whether the process still runs the program that it was started as.
    private var isExecutable: Bool {
        let files = FileManager.default
        let path = try? files.destinationOfSymbolicLink(atPath: "/proc/\(process.pid)/exe")
        return path == URL(fileURLWithPath: executable).resolvingSymlinksInPath().path
    }
}
