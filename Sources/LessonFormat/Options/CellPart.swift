/// The part of a cell that an option hides or removes.
public enum CellPart: String, Codable, Hashable, Sendable {
    /// The code.
    case code
    /// Everything below the code.
    case output
    /// Code and output.
    case all

    /// Whether the code is meant.
    public var includesCode: Bool { self != .output }
    /// Whether the output is meant.
    public var includesOutput: Bool { self != .code }
}
