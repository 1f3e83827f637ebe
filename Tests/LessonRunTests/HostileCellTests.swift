import Foundation
import LessonRender
import LessonRun
import Testing

@Suite("Hostile cells end in a named outcome and leave nothing behind")
struct HostileCellTests {
    @Test("Outcome, line, what was printed, processes and files", arguments: HostileCell.Group.allCases)
    func hostile(_ group: HostileCell.Group) throws {
        let folder = try Lab.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let temporary = "\(folder)/tmp"
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        for cell in group.cells {
            try Data(cell.markdown.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(cell.name).md"))
        }
        let mark = UUID().uuidString
        let process = try LessonProcess(
            ["run"] + group.cells.map { "\($0.name).md" } + ["--output", "out"] + group.arguments, in: folder,
            environment: ["TMPDIR": temporary, "HOSTILE": mark])
        #expect(process.status == (group == .hangs || group == .limits ? 4 : 1))
        for cell in group.cells { try check(cell, in: folder, process.errors) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out").filter { $0.hasPrefix(".") } == [])
        #expect(try processes { $0.environment.contains("HOSTILE=\(mark)") } == [])
        #expect(try processes { $0.command.contains("sleep\09876") } == [])
    }

    private func check(_ cell: HostileCell, in folder: String, _ errors: String) throws {
        let data = try #require(
            FileManager.default.contents(atPath: "\(folder)/out/\(cell.name).json"), "\(cell.name) \(errors)")
        let record = try JSONRenderer.record(from: data)
        let outcome = record.cells[cell.place].outcome
        #expect(outcome.kind == cell.kind, "\(cell.name): \(outcome)")
        let saysSo = cell.message.isEmpty || outcome.message.contains(cell.message)
        #expect(saysSo, "\(cell.name): \(outcome)")
        if let line = cell.line {
            let above = cell.cells[..<cell.place].map { $0.split(separator: "\n").count + 3 }.reduce(0, +)
            let isAbove = cell.name == "late-thread"
            #expect(
                outcome.line == HostileCell.firstLine - 1 + line + (isAbove ? 0 : above), "\(cell.name): \(outcome)")
        } else if outcome.isFailure {
            #expect(outcome.line != nil, "\(cell.name)")
        }
        if !cell.prints.isEmpty {
            let text = record.cells.flatMap(\.outputs).map { output in
                if case .stream(_, let text) = output { text } else { "" }
            }.joined()
            #expect(text == cell.prints, "\(cell.name)")
        }
    }

    /// The processes, by their ids, that satisfy a condition.
    private func processes(_ condition: ((command: String, environment: String)) -> Bool) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
            guard Int(name) != nil, let command = text("/proc/\(name)/cmdline"), !command.isEmpty,
                let environment = text("/proc/\(name)/environ")
            else { return false }
            return condition((command, environment))
        }
    }

    private func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
