import ArgumentParser
import Foundation
import LessonRun
import Transfer

/// `lesson calibrate`: measures how fast the machine trains; started by `lesson plan` only.
struct CalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "calibrate", shouldDisplay: false)

    func run() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        do {
            let rates = try encoder.encode(MachineRates.measured())
            StandardOutput.write(line: String(decoding: rates, as: UTF8.self))
        } catch {
            StandardOutput.write(line: "\(error)")
            throw ExitStatus.environment
        }
    }
}
