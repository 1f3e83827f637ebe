import Foundation
import Glibc

/// What the terminal at standard error can show, and what its user wants to see.
public struct TerminalStyle: Hashable, Sendable {
    /// When text is coloured.
    public enum ColorChoice: String, CaseIterable, Sendable {
        /// On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
        case auto
        /// Everywhere.
        case always
        /// Nowhere.
        case never
    }

    /// Whether a line may be drawn again in place.
    public var isLive: Bool
    /// Whether text is coloured.
    public var usesColor: Bool

    /// Makes a style.
    public init(isLive: Bool, usesColor: Bool) {
        self.isLive = isLive
        self.usesColor = usesColor
    }

    /// The style for standard error, or for another terminal and environment; an explicit choice comes before
    /// `NO_COLOR`.
    public init(_ choice: ColorChoice = .auto, isTerminal: Bool? = nil, environment: [String: String]? = nil) {
        let environment = environment ?? ProcessInfo.processInfo.environment
        let isTerminal = isTerminal ?? (isatty(2) == 1)
        isLive = isTerminal && environment["TERM"] != "dumb"
        usesColor =
            switch choice {
            case .always: true
            case .never: false
            case .auto: isLive && environment["NO_COLOR", default: ""].isEmpty
            }
    }

    /// The colours in use.
    public enum Paint: String, Sendable {
        case red = "31"
        case green = "32"
        case yellow = "33"
        case cyan = "36"
        case faint = "2"
    }

    /// The text in a colour, where there are colours.
    public func paint(_ text: String, _ paint: Paint) -> String {
        usesColor ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }
}
