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

    @Test("Text without any message yields none")
    func nothing() {
        #expect(DiagnosticParser.parse("ld: boom\n", file: "a.md").isEmpty)
    }
}
