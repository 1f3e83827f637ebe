import ArgumentParser
import Foundation
import LessonRun
import LessonWeights
import Transfer

/// `lesson weights fetch`: downloads the weights of a network.
struct WeightsFetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Downloads a network's weights and checks them.",
        usage: "lesson weights fetch <model> [<options>]",
        discussion: """
            A broken download goes on where it ended when the command is run again. The variables http_proxy, \
            https_proxy and no_proxy are honoured.

            Examples:
              lesson weights fetch vgg16
              lesson weights fetch mobilenet --alpha 0.5 --size 160
              lesson weights fetch vgg16 --from https://mirror.example/keras/

            Exit status: 0 the weights are here, 2 usage, 5 they are not, 130 interrupted.
            """)

    @OptionGroup var variant: WeightsVariant

    @Flag(help: "Fetches the file whose last layers tell ImageNet's 1000 classes apart.")
    var includeTop = false

    @Option(help: ArgumentHelp("A mirror: the address of the file, or of the folder it lies in.", valueName: "url"))
    var from: String?

    @Flag(help: "Replaces the file if it is here already.")
    var force = false

    @Option(help: ArgumentHelp("How often a connection that breaks is made.", valueName: "number"))
    var attempts = 5

    func run() throws {
        let file = try variant.file(includeTop: includeTop)
        let interrupt = Interrupt()
        interrupt.catchSignals()
        // A file above the shell's limit is an error to report, not a reason to die.
        signal(SIGXFSZ, SIG_IGN)
        let reporter = TerminalDownloadReporter(label: file.model.rawValue)
        do {
            let fetcher = try WeightsFetcher(
                file, from: from, isForced: force, attempts: attempts, reporter: reporter,
                isInterrupted: { interrupt.isTriggered })
            let result = try fetcher.fetch()
            reporter.ended()
            let word = result == .alreadyThere ? "is already here" : "is here"
            StandardError.write("✓ \(file.model.title), \(file.variant), \(word):\n")
            StandardOutput.write(line: fetcher.path)
        } catch {
            reporter.ended()
            StandardError.write("\(error)\n")
            throw Self.status(of: error)
        }
    }

    private static func status(of error: WeightsError) -> ExitStatus {
        switch error {
        case .invalidAddress: .usage
        case .builtIn: .usage
        case .interrupted: .interrupted
        default: .environment
        }
    }
}
