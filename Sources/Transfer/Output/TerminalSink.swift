/// Prints outputs as text, for programs that use the engine without a lesson around them.
public struct TerminalSink: OutputSink {
    /// Makes a terminal sink.
    public init() {}

    /// Prints an output.
    public func show(_ output: Output) {
        print(output)
    }

    /// Prints nothing yet.
    public func report(_ progress: WorkProgress) {}
}
