package import Transfer

/// What the supervisor tells the kernel: run one compiled cell.
///
/// Commands and events travel over one socket as frames: a byte for the kind, four bytes for the payload's length
/// (little endian), the payload.
public struct KernelCommand: Codable, Sendable {
    /// The frame kind of a command.
    public static let frameKind = UInt8(ascii: "r")
    /// The kind of the frame, without payload, that asks for the stack of the cell that runs.
    public static let questionKind = UInt8(ascii: "q")

    /// The path of the cell's shared library.
    public var library: String
    /// The name of its entry function.
    public var entry: String

    /// Makes a command.
    public init(library: String, entry: String) {
        self.library = library
        self.entry = entry
    }
}

/// The kinds of frame that the kernel writes.
public enum KernelFrame: UInt8, Sendable {
    /// Text written to standard output.
    case standardOutput = 0x6F  // 'o'
    /// Text written to standard error.
    case standardError = 0x65  // 'e'
    /// A `KernelEvent` as JSON.
    case event = 0x6A  // 'j'
    /// A fatal signal or an end: `signal N` or `exit N`, then a line `path<TAB>offset` for each frame of the stack.
    case crash = 0x63  // 'c'
    /// A file that the process used: `kind<TAB>size<TAB>seconds<TAB>nanoseconds<TAB>path`.
    case file = 0x66  // 'f'
    /// The answer to a question for the stack; empty if the cell's thread does not answer.
    case stack = 0x73  // 's'
}

/// What the kernel tells the supervisor, besides text.
package enum KernelEvent: Codable, Sendable {
    /// The cell showed something.
    case output(Output)
    /// Work under way in the cell.
    case progress(WorkProgress)
    /// A training was not done, because the result of an identical one that took so many seconds was kept.
    case trainingRestored(secondsSaved: Double)
    /// A dry run has something to tell.
    case planned(PlanningEvent)
    /// The error that ends the cell comes of what a dry run does not do.
    case stoppedByPlanning
    /// An inline value was found.
    case inlineValue(FoundValue)
    /// The cell ended; the kernel waits for the next one.
    case finished(CellEnd)
}

/// How a cell ended, as far as the kernel saw it.
public enum CellEnd: Codable, Hashable, Sendable {
    /// The cell's last line was passed.
    case completed
    /// An error reached the top level; `stack` has a line `path<TAB>offset` for each frame of the throw. With
    /// `isEnvironmentFailure` the machine lacks something, and the cell is not to blame.
    case threw(type: String, message: String, stack: String, isEnvironmentFailure: Bool)
    /// The cell called `exit`; `stack` as for `threw`.
    case exited(status: Int32, stack: String)
    /// The cell ended its own thread.
    case threadEnded
    /// The library could not be loaded.
    case unloadable(reason: String)
}

/// What both sides of the socket agree on.
public enum KernelProtocol {
    /// The descriptor that the kernel finds the socket at.
    public static let channelDescriptor: Int32 = 3
    /// The bytes that a frame's payload may have at most; what a cell shows beyond that is replaced by a warning.
    public static let payloadLimit = 256 << 20
}
