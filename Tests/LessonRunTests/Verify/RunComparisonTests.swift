import Figures
import Foundation
import LessonFormat
import LessonRun
import Testing
import Transfer

@Suite("A recorded run and one now are compared part by part")
struct RunComparisonTests {
    static let source = """
        ---
        title: T
        params: {epochs: 3}
        ---
        # T

        ```swift id=one
        record("accuracy", 0.9)
        ```

        The accuracy is `swift %.2f accuracy`, and so on.

        ```swift
        print(2)
        ```
        """

    /// The record of a lesson whose cell `one` gave these outputs.
    func record(
        _ outputs: [CellOutput] = [], source: String = source, outcome: Outcome = Outcome(.ok),
        diagnostics: [CompilerDiagnostic] = [], accuracy: Double = 0.9
    ) throws -> RunRecord {
        let lesson = try Lesson.parse(source, file: "t.md")
        var values: [RunRecord.RecordedValue] = []
        let blocks = lesson.blocks.map { block -> RunRecord.Block in
            switch block {
            case .prose(let prose):
                values += prose.values.map {
                    RunRecord.RecordedValue(
                        value: $0, text: String(format: "%.2f", accuracy), type: "Double", number: accuracy)
                }
                return .prose(prose)
            case .cell(let cell):
                return .cell(
                    cell.id == "one"
                        ? CellRecord(cell: cell, outcome: outcome, outputs: outputs, diagnostics: diagnostics)
                        : CellRecord(cell: cell, outcome: Outcome(.ok), outputs: [.stream(.stdout, "2\n")]))
            }
        }
        return RunRecord(
            lesson: "t.md", title: lesson.frontMatter.title, seed: lesson.frontMatter.seed,
            parameters: lesson.frontMatter.parameters, status: .passed, blocks: blocks, inlineValues: values,
            metrics: [],
            host: RunRecord.Host(
                lessonVersion: "1", swiftVersion: "6", cores: 2, date: UUID().uuidString,
                seconds: Double.random(in: 0...1)))
    }

    /// The differences as `line: words`.
    func differences(_ before: RunRecord, _ after: RunRecord, source: String = source) -> [String] {
        RunComparison.differences(before, after, source: source).map {
            ($0.line.map { "\($0): " } ?? "") + $0.description
        }
    }

    func differences(_ before: [Output], _ after: [Output], options: String = "") throws -> [String] {
        let source = Self.source.replacing("id=one", with: "id=one \(options)")
        return differences(
            try record(before.map { .shown($0) }, source: source), try record(after.map { .shown($0) }, source: source),
            source: source)
    }

    @Test("Runs that differ in times and host facts only are the same") func same() throws {
        #expect(differences(try record(), try record()) == [])
    }

    @Test("How a cell ended is compared, and what the compiler said") func outcomes() throws {
        let thrown = Outcome(.thrownError, message: "loss 0.5", line: 8, errorType: "A", isExpected: true)
        let other = Outcome(.thrownError, message: "loss 0.75", line: 8, errorType: "B", isExpected: true)
        #expect(differences(try record(), try record(outcome: thrown)) == ["8: the outcome 'ok' -> 'thrown error'"])
        #expect(
            differences(try record(outcome: thrown), try record(outcome: other)) == [
                "7: loss 0.5 -> 0.75", "8: the type of the error 'A' -> 'B'",
            ])
        func warning(_ line: Int, _ text: String) -> [CompilerDiagnostic] {
            [CompilerDiagnostic(severity: .warning, line: line, column: 1, message: text, excerpt: "x")]
        }
        #expect(differences(try record(diagnostics: warning(8, "w")), try record(diagnostics: warning(9, "w"))) == [])
        #expect(
            differences(try record(diagnostics: warning(8, "w")), try record()) == [
                "7: the compiler's messages 'warning: w' -> ''"
            ])
    }

    @Test("Of a volatile cell and the values behind it only the outcome is compared") func volatile() throws {
        let source = Self.source.replacing("id=one", with: "id=one volatile")
        let before = try record([.stream(.stdout, "1\n")], source: source, accuracy: 0.5)
        #expect(differences(before, try record([.stream(.stdout, "2\n")], source: source), source: source) == [])
        #expect(
            differences(before, try record(source: source, outcome: Outcome(.compiled)), source: source).count == 1)
    }
}
