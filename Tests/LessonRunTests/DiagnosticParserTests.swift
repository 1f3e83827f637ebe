import Foundation
import Testing

@testable import LessonRun

@Suite("The compiler's text becomes messages in the lesson's lines")
struct DiagnosticParserTests {
    @Test("Severity, place, words and excerpt are read; places outside the lesson lose line and excerpt")
    func messages() {
        let text = """
            a.md:9:18: error: cannot convert: really
            let total: Int = name
                             ^~~~
            Transfer.show:1:13: note: 'show' declared here
            public func show()
                        ^
            <unknown>:0: warning: odd
            a.md:12:1: remark: fine

            """
        #expect(
            DiagnosticParser.parse(text, file: "a.md") == [
                CompilerDiagnostic(
                    severity: .error, line: 9, column: 18, message: "cannot convert: really",
                    excerpt: "let total: Int = name\n                 ^~~~"),
                CompilerDiagnostic(
                    severity: .note, line: nil, column: nil, message: "'show' declared here", excerpt: ""),
                CompilerDiagnostic(severity: .warning, line: nil, column: nil, message: "odd", excerpt: ""),
                CompilerDiagnostic(severity: .remark, line: 12, column: 1, message: "fine", excerpt: ""),
            ])
    }

    @Test("What the author did not write is not shown, and an error behind the end stands on the last line")
    func completion() {
        func diagnostic(
            _ severity: CompilerDiagnostic.Severity, line: Int?, _ message: String, _ excerpt: String
        ) -> CompilerDiagnostic {
            CompilerDiagnostic(severity: severity, line: line, column: 1, message: message, excerpt: excerpt)
        }
        let kept = DiagnosticParser.aboutTheCell(
            [
                diagnostic(.warning, line: 3, "will never be executed", "let _: Void = __lessonCellCompleted()\n^"),
                diagnostic(.note, line: 2, "a call to a never-returning function", "fatalError()"),
                diagnostic(.warning, line: 3, "'nonisolated(unsafe)' is unnecessary for a constant", "let a = 1"),
                diagnostic(.error, line: nil, "expected '}' at end of brace statement", ""),
                diagnostic(.error, line: 2, "expected expression", "#sourceLocation(file: \"a.md\", line: 2)\n^"),
                diagnostic(.warning, line: 2, "variable 'b' was never used", "var b = 1"),
                diagnostic(.note, line: 2, "consider replacing", "var b = 1"),
            ], lastLine: 4)
        #expect(
            kept == [
                diagnostic(.error, line: 4, "expected '}' at end of brace statement", ""),
                diagnostic(.error, line: 2, "expected expression", ""),
                diagnostic(.warning, line: 2, "variable 'b' was never used", "var b = 1"),
                diagnostic(.note, line: 2, "consider replacing", "var b = 1"),
            ])
    }

    @Test("An unfinished cell's error stands on its last line, and goes where the cell's own errors say what is wrong")
    func unfinished() throws {
        func errors(_ code: String) throws -> [String] {
            var lines: [String] = []
            try LessonTool.withLessons(["l.md": LessonTool.lesson(code)]) { directory in
                let result = try LessonTool.run(["check-types", "l.md"], in: directory)
                #expect(result.status == 1)
                lines = (result.output + result.errors).split(separator: "\n")
                    .map { $0.trimmingCharacters(in: .whitespaces) }
                    .filter { $0.contains("error: ") || $0.contains("note: ") }
            }
            return lines
        }
        #expect(try errors("let a = 1\nlet b = a +") == ["l.md:5: error: expected expression after operator"])
        #expect(try errors("let a = 1\nprint(\"open)") == ["l.md:5:7: error: unterminated string literal"])
        #expect(
            try errors("let a = 1\nprint(a\n") == [
                "l.md:6: error: expected ')' in expression list", "l.md:5:6: note: to match this opening '('",
            ])
    }

    @Test("A line of code that looks like a message is none")
    func excerpt() {
        let text = "a.md:2:11: error: bad\nlet url = \"http://a: error: b\" + 5\n          ^\n"
        let parsed = DiagnosticParser.parse(text, file: "a.md")
        #expect(parsed.map(\.excerpt) == ["let url = \"http://a: error: b\" + 5\n          ^"])
    }

    @Test("Text without any message yields none")
    func nothing() {
        #expect(DiagnosticParser.parse("ld: boom\n", file: "a.md").isEmpty)
    }
}
