import Foundation
import LessonRun
import Testing
import Transfer

@Suite("Cells are real Swift that share one process", .serialized)
struct CellTests {
    @Test("Types, functions and variables live on; a later name shadows an earlier one")
    func state() throws {
        let record = try Lab.run(fixture: "state")
        #expect(record.status == .passed)
        #expect(try record.cell("first").outputs == [.stream(.stdout, "units 64\n")])
        #expect(try record.cell("second").outputs == [.value("4", "Int")])
        #expect(try record.cell("third").outputs == [.value("redefined", "String")])
    }

    @Test("Standard output, standard error and shown values keep their order")
    func order() throws {
        let record = try Lab.run(fixture: "streams")
        let expected: [CellOutput] = [
            .stream(.stdout, "one\n"), .stream(.stderr, "two\n"), .stream(.stdout, "three\n"),
            .stream(.stderr, "four\n"), .value("5", "Int"), .stream(.stdout, "six seven\n"),
            .shown(.metric(Metric(name: "eight", value: 8))),
        ]
        #expect(try record.cell("mixed").outputs == expected)
        #expect(record.metrics == [RunRecord.RecordedMetric(cell: "mixed", name: "eight", value: 8)])
    }

    @Test("Cells may await, one after the other, and sync cells follow")
    func await() throws {
        let record = try Lab.run(fixture: "await")
        #expect(record.cells.map(\.outputs) == [[.value("10", "Int")], [.value("20", "Int")], [.value("30", "Int")]])
    }

    @Test("The last expression's value is shown; no assignment, no Void, and none before a semicolon")
    func lastExpression() throws {
        let record = try Lab.run(fixture: "last-expression")
        #expect(record.status == .passed)
        #expect(try record.cell("value").outputs == [.value("[2, 4]", "Array<Int>")])
        #expect(try record.cell("void").outputs == [.stream(.stdout, "x\n")])
        for silent in ["silent", "assignment", "compound", "empty"] {
            #expect(try record.cell(silent).outputs == [], "\(silent)")
        }
        #expect(record.cells.flatMap(\.diagnostics) == [])
        #expect(try record.cell("continued").outputs == [.value("5", "Int")])
        #expect(try record.cell("branch").outputs == [.stream(.stdout, "three\n")])
    }

    @Test("Conformances, casts, regular expressions and macros work as in any program")
    func conformances() throws {
        let record = try Lab.run(fixture: "conformances")
        #expect(
            record.cells.map(\.outputs) == [
                [.value("P(3)", "Point")], [.value("1", "Int")], [.shown(.warning("a card"))],
                [.value("it's _x_", "String")], [.value("1", "Int")],
            ])
        #expect(record.cells.flatMap(\.diagnostics) == [])
    }

    @Test("Of the engine cells see what is public, and the compiler says so of the rest")
    func engineInternals() throws {
        let record = try Lab.run(fixture: "engine-internals")
        #expect(try record.cell("property").outcome.message == "value of type 'Dense' has no member 'isTrainable'")
        let later = try record.cell("type").diagnostics.filter { $0.severity == .error }
        #expect(later.map(\.message) == ["cannot find 'TrainingMemo' in scope"])
    }

    @Test("A forked copy does not speak for the cell")
    func fork() throws {
        let record = try Lab.run(fixture: "fork")
        #expect(record.status == .passed)
        #expect(try record.cell("next").outputs == [.stream(.stdout, "next\n")])
        #expect(try record.cell("forked").outputs == [.stream(.stdout, "from the copy\nfrom the cell\n")])
    }

    @Test("A static cell is not compiled, a no-run cell is compiled and not run")
    func staticAndNoRun() throws {
        let record = try Lab.run(fixture: "static-and-no-run")
        #expect(record.status == .passed)
        #expect(record.cells.map(\.outcome.kind) == [.shown, .compiled, .ok])
        #expect(try record.cell("runs").outputs == [.stream(.stdout, "ran\n")])
    }

    @Test("A process that a cell started is heard, and does not outlive the run")
    func child() throws {
        let outputs = try Lab.run(fixture: "child").cell("child").outputs
        guard case .stream(.stdout, let text)? = outputs.first, let pid = text.split(separator: " ").last else {
            Issue.record("unexpected outputs \(outputs)")
            return
        }
        #expect(text.hasPrefix("from the child\npid "))
        let number = pid.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(!FileManager.default.fileExists(atPath: "/proc/\(number)/exe") || isZombie(number))
    }

    private func isZombie(_ pid: String) -> Bool {
        let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        return status?.contains(") Z ") ?? true
    }

    @Test("Text beyond the limit is dropped with a note, and the cell goes on")
    func noise() throws {
        let cell = try Lab.run(fixture: "noise").cell("noise")
        #expect(cell.outcome == Outcome(.ok))
        guard cell.outputs.count == 2, case .stream(.stdout, let text) = cell.outputs[0],
            case .shown(.warning(let note)) = cell.outputs[1]
        else {
            Issue.record("expected a text and a warning, received \(cell.outputs.count) outputs")
            return
        }
        #expect(text.utf8.count == 1 << 20)
        #expect(note.contains("\(6000 * 1024 - (1 << 20)) bytes more"))
    }
}
