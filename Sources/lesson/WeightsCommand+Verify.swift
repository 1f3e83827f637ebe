import ArgumentParser
import LessonRun
import LessonWeights
import Transfer

/// `lesson weights verify`: checks the weights that are here.
struct WeightsVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads the weights that are here, and compares sizes and checksums with Keras'.",
        discussion: "Exit status: 0 all are right, 5 some are damaged, or none of the network is here.")

    @Argument(help: "The network; all unless given.")
    var model: PretrainedModel?

    func run() throws {
        let entries = WeightsShelf().verify(model)
        if let model, entries.isEmpty {
            StandardError.write(
                "no weights of \(model.title) are here; fetch them with 'lesson weights fetch \(model.rawValue)'\n")
            throw ExitStatus.environment
        }
        var isDamaged = false
        for entry in entries {
            if case .corrupt(let reason) = entry.state {
                isDamaged = true
                StandardOutput.write(line: "✗ \(entry.file.fileName)\n    \(reason)")
            } else {
                StandardOutput.write(line: "✓ \(entry.file.fileName)")
            }
        }
        if isDamaged { throw ExitStatus.environment }
    }
}
