import ArgumentParser
import LessonRun
import LessonWeights
import Transfer

/// `lesson weights list`: says which weights are on this machine.
struct WeightsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Shows which weights there are, and which of them are here.",
        discussion: "Exit status: 0, also where something is missing.")

    @Flag(help: "Shows every variant of the MobileNets too.")
    var all = false

    func run() {
        let shelf = WeightsShelf()
        StandardOutput.write(
            line: WeightsTable(shelf.entries(isComplete: all), folder: shelf.folder, width: Terminal.width).text)
        if !all {
            let hidden = WeightsShelf.files().count - shelf.entries().count
            StandardOutput.write(
                line: "\n\(hidden) more variants of the MobileNets (other widths and sizes): lesson weights list --all")
        }
    }
}
