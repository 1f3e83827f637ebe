import ArgumentParser
import Foundation
import LessonFormat
import LessonRun

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "run")
    @Argument var files: [String]

    func run() throws {
        let interrupt = Interrupt()
        interrupt.catchSignals()
        for file in files {
            let lesson = try Lesson.load(path: file)
            let runner = try LessonRunner(executable: Bundle.main.executablePath ?? "", interrupt: interrupt)
            let record = try runner.run(lesson, in: URL(fileURLWithPath: file).deletingLastPathComponent().path, reporter: TerminalReporter(file: lesson.file))
            let e = JSONEncoder(); e.outputFormatting = [.prettyPrinted, .sortedKeys]
            print(String(decoding: try e.encode(record.cells.map(\.outcome)), as: UTF8.self))
            for c in record.cells { print(c.cell.id, c.outcome.kind, c.outputs, c.timing) }
            print(record.host)
        }
    }
}
