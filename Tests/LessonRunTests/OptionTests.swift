import Foundation
import LessonFormat
import LessonRun
import Testing

@Suite("Each option and each outcome gives the page it should", .serialized)
struct OptionTests {
    /// The lessons of the fixtures, each for one option or outcome.
    private static let lessons = [
        "await", "comparison", "compile-error", "exited", "expect-compile-error", "expect-throws", "expect-trap",
        "hide", "inline", "inline-format", "inline-refused", "inline-trap", "lost-state", "max-lines", "metrics",
        "option-lines", "output-words", "params", "quick", "raw-html", "remove", "removed-failure", "seed",
        "static-and-no-run", "thrown-error", "timeout", "total-timeout", "trap", "unmet-compiles", "unmet-killed",
        "unmet-kind", "unmet-match", "unmet-none", "unmet-refused", "unmet-type", "warning",
    ]

    private static let folder = (Bundle.module.resourceURL ?? Bundle.module.bundleURL)
        .appendingPathComponent("Fixtures/options").path

    /// All lessons run once, by one process.
    private static let run = Result {
        let outputs = try Lab.makeDirectory()
        return (process: try LessonProcess(["run", folder, "--output", outputs]), outputs: outputs)
    }

    @Test("The page of a lesson is the expected one, to the letter", arguments: lessons)
    func page(_ name: String) throws {
        let outputs = try Self.run.get().outputs
        try compare("\(outputs)/\(name).md", "\(Self.folder)/expected/\(name).md")
    }

    @Test(
        "So is the page of a lesson that is run with options of the command line",
        arguments: [
            ("memory-limit", "memory-limit", ["--memory", "1GiB"], 4),
            ("output-limit", "output-limit", ["--output-limit", "100B", "--stop-at-output-limit"], 4),
            ("selection", "selection.partial", ["--only", "chosen"], 0),
        ] as [(String, String, [String], Int32)])
    func limitedPage(lesson: String, page: String, arguments: [String], status: Int32) throws {
        let outputs = try Lab.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: outputs) }
        let folder = URL(fileURLWithPath: Self.folder).deletingLastPathComponent().appendingPathComponent("limits").path
        let process = try LessonProcess(["run", "\(folder)/\(lesson).md", "--output", outputs] + arguments)
        #expect(process.status == status, "\(process.errors)")
        try compare("\(outputs)/\(page).md", "\(folder)/expected/\(page).md")
    }

    private func compare(_ page: String, _ expected: String) throws {
        // The versions at the foot change without the lesson.
        let versions = /· lesson [^·]+· Swift.*\n$/
        let texts = try [page, expected].map { path in
            try String(contentsOfFile: path, encoding: .utf8).replacing(versions, with: "")
        }
        #expect(texts[0] == texts[1])
    }

    @Test("The terminal names expected failures, fresh processes and what was not expected")
    func terminal() throws {
        let process = try Self.run.get().process
        for words in [
            "✓ cell-2  0", "throws Refusal, as expected", "does not compile, as expected", "traps, as expected",
            "↻ the 2 cells before run again in a fresh process after the expected trap of 'trap'",
            "expect-trap.html", "✗ value in line 7",
            "unmet-none.md:7: unmet expectation: expected a thrown error, but the cell ran to its end",
            "inline-refused.md:7:38: error: cannot find 'acuracy' in scope",
            "requires.md requires files that are not in '\(Self.folder)': missing.csv, data/none;",
        ] {
            #expect(process.errors.contains(words), "\(words)")
        }
        // Files are missing for one lesson, which is the worst of all.
        #expect(process.status == 5)
    }

    @Test("The record keeps options, expected outcomes, values with types and numbers, and parameters")
    func record() throws {
        let outputs = try Self.run.get().outputs
        func record(_ name: String) throws -> RunRecord {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(outputs)/\(name).json"))
            return try JSONDecoder().decode(RunRecord.self, from: data)
        }
        let options = try record("option-lines").cells.map(\.cell.options)
        #expect(options[0].tolerance == 0.5 && options[0].timeout == 5 && options[0].isSkippedWhenQuick)
        #expect(options[1].isVolatile && options[1].maxLines == 1)
        let trap = try record("expect-trap")
        #expect(trap.status == .passed)
        #expect(try trap.cell("trap").rebuiltCells == 2)
        #expect(
            try trap.cell("second").outcome
                == Outcome(
                    .thrownError, message: "CancellationError()", line: 11, errorType: "CancellationError",
                    isExpected: true))
        let inline = try record("inline")
        #expect(inline.title == "Values of 3 epochs")
        #expect(inline.inlineValues.map(\.text).prefix(5) == ["3", "98.8", "2", "007", "nil"])
        #expect(
            inline.inlineValues.map(\.type).prefix(5) == ["Int", "Double", "Int", "Optional<Int>", "Optional<Int>"])
        #expect(inline.inlineValues.map(\.number).prefix(5) == [3, 98.765, 2, 7, nil])
        #expect(
            try record("params").parameters.map(\.value.description) == ["3", "0.001", "true", "7", "8,16", "1.0,0.5"])
        #expect(try record("unmet-none").cells.map(\.outcome.kind) == [.ok, .unmetExpectation, .notRun])
        #expect(try record("lost-state").cells.map(\.outcome.kind) == [.ok, .trap, .lostState])
    }
}
