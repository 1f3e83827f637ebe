/// One part of the environment and whether it is there.
public struct EnvironmentCheck: Hashable, Sendable {
    /// The part's name, for example `Swift toolchain`.
    public var name: String
    /// What was found, or what is wrong.
    public var detail: String
    /// The command or step that mends it; nil where nothing is wrong.
    public var remedy: String?

    /// A part that is there.
    static func found(_ name: String, _ detail: String) -> EnvironmentCheck {
        EnvironmentCheck(name: name, detail: detail, remedy: nil)
    }

    /// A part that is missing.
    static func missing(_ name: String, _ detail: String, remedy: String) -> EnvironmentCheck {
        EnvironmentCheck(name: name, detail: detail, remedy: remedy)
    }
}
