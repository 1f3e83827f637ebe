import Foundation
import Glibc
import Synchronization

/// The wish to stop, as Ctrl-C or a termination signal expresses it; a descriptor that a poll can watch.
public final class Interrupt: Sendable {
    /// Where signals are reported to; that of the one interrupt that catches them, which lives as long as the process.
    private static let signalDescriptor = Atomic<Int32>(-1)
    private let pipe: Pipe?

    /// Makes an interrupt that nothing triggers yet.
    public init() {
        // Without a pipe the signals go unheard, which is how programs without this class behave.
        pipe = Pipe.make()
    }

    deinit {
        guard let pipe, Self.signalDescriptor.load(ordering: .acquiring) != pipe.writeEnd else { return }
        close(pipe.readEnd)
        close(pipe.writeEnd)
    }

    /// Turns SIGINT, SIGTERM and SIGHUP from sudden death into an interrupt of the run.
    public func catchSignals() {
        guard let pipe else { return }
        Self.signalDescriptor.store(pipe.writeEnd, ordering: .releasing)
        var caught = sigset_t()
        sigemptyset(&caught)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var present = sigaction()
            sigaction(number, nil, &present)
            // Whoever started this process to ignore the signal, as nohup does, means it.
            if present.__sigaction_handler.sa_handler.map({ unsafeBitCast($0, to: Int.self) }) == 1 { continue }
            signal(number) { _ in
                var byte: UInt8 = 1
                _ = write(Interrupt.signalDescriptor.load(ordering: .acquiring), &byte, 1)
            }
            sigaddset(&caught, number)
        }
        // Whoever started this process may have blocked them.
        pthread_sigmask(SIG_UNBLOCK, &caught, nil)
    }

    /// The descriptor that becomes readable when the interrupt is triggered.
    var descriptor: Int32 { pipe?.readEnd ?? -1 }

    /// Whether the interrupt was triggered.
    public var isTriggered: Bool {
        guard let pipe else { return false }
        var poller = pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0)
        return poll(&poller, 1, 0) > 0
    }
}
