import Foundation
import Glibc
import Synchronization

/// The wish to stop, as Ctrl-C or a termination signal expresses it; a descriptor that a poll can watch.
public final class Interrupt: Sendable {
    private static let writeEnd = Atomic<Int32>(-1)
    private let readEnd: Int32

    /// Makes an interrupt that nothing triggers yet.
    public init() {
        // Without a pipe the signals go unheard, which is how programs without this class behave.
        let pipe = Pipe.make()
        readEnd = pipe?.readEnd ?? -1
        Self.writeEnd.store(pipe?.writeEnd ?? -1, ordering: .releasing)
    }

    /// Turns SIGINT, SIGTERM and SIGHUP from sudden death into an interrupt of the run.
    public func catchSignals() {
        var caught = sigset_t()
        sigemptyset(&caught)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in Interrupt.trigger() }
            sigaddset(&caught, number)
        }
        // Whoever started this process may have blocked them.
        pthread_sigmask(SIG_UNBLOCK, &caught, nil)
    }

    /// The descriptor that becomes readable when the interrupt is triggered.
    var descriptor: Int32 { readEnd }

    /// Whether the interrupt was triggered.
    public var isTriggered: Bool {
        var poller = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        return poll(&poller, 1, 0) > 0
    }

    private static func trigger() {
        var byte: UInt8 = 1
        _ = write(writeEnd.load(ordering: .acquiring), &byte, 1)
    }
}
