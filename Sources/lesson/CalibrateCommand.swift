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
        StandardOutput.write(line: String(decoding: try encoder.encode(MachineRates.measured()), as: UTF8.self))
    }
}
