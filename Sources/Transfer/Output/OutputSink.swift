internal import Foundation

/// Where what a program shows goes: the terminal, or the lesson that runs it.
public protocol OutputSink: Sendable {
    /// Takes one finished output.
    func show(_ output: Output)
    /// Takes the state of work under way; a later call replaces an earlier one.
    func report(_ progress: WorkProgress)
    /// Hears that a training was not done because the result of an identical one, which took some seconds, was kept.
    func trainingWasRestored(secondsSaved: Double)
}

extension OutputSink {
    /// Says nothing.
    public func trainingWasRestored(secondsSaved: Double) {}
}

/// The state of work under way, for a progress bar.
public struct WorkProgress: Codable, Hashable, Sendable {
    /// What is being done, for example `Epoch 3/10`.
    public var label: String
    /// Steps done.
    public var completed: Int
    /// Steps in all.
    public var total: Int
    /// What there is to tell so far, for example `loss 0.213 - accuracy 0.91`.
    public var detail: String

    /// Makes a progress report.
    public init(label: String, completed: Int, total: Int, detail: String) {
        self.label = label
        self.completed = completed
        self.total = total
        self.detail = detail
    }
}

/// Holds the sink that `show(_:)`, `record(_:_:)`, plots and training report to.
public enum OutputSinks {
    private static let state = LockedSink()

    /// The sink in use; at first one that prints to the terminal.
    public static var current: any OutputSink {
        get { state.value }
        set { state.value = newValue }
    }

    private final class LockedSink: @unchecked Sendable {
        private let lock = NSLock()
        private var sink: any OutputSink = TerminalSink()

        var value: any OutputSink {
            get { lock.withLock { sink } }
            set { lock.withLock { sink = newValue } }
        }
    }
}
