import ArgumentParser
import LessonRun
import LessonWeights
import Transfer

/// `lesson weights info`: tells all about the weights of one network.
struct WeightsInfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Tells a network's parameters, files, addresses, checksums and licence.",
        discussion: "Exit status: 0.")

    @OptionGroup var variant: WeightsVariant

    func run() throws {
        StandardOutput.write(line: WeightsInfo(model: variant.model, files: try variant.bothTops()).text)
    }
}
