import ArgumentParser
import LessonRun

/// How a command speaks on the terminal.
struct TerminalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("When to colour what is said: auto, always or never.", valueName: "when"),
        completion: .list(TerminalStyle.ColorChoice.allCases.map(\.rawValue)), transform: choice)
    var color = TerminalStyle.ColorChoice.auto

    private static func choice(_ text: String) throws -> TerminalStyle.ColorChoice {
        guard let choice = TerminalStyle.ColorChoice(rawValue: text) else {
            throw ValidationError("expected auto, always or never, received '\(text)'")
        }
        return choice
    }
}
