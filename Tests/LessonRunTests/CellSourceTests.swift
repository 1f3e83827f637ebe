import Foundation
import LessonFormat
import Testing

@testable import LessonRun

@Suite("A cell's module keeps the lesson's lines and columns")
struct CellSourceTests {
    private func source(_ code: String, shownFrom: Int?) -> [String] {
        let cell = Cell(id: "a", code: code, codeLine: 42, fenceLine: 41, options: CellOptions())
        let text = CellSource(cell: cell, file: "03 \"x\".md", previousModule: "Cell2").text(shownFrom: shownFrom)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test("The chain of imports, the place and the end mark stand around the code")
    func frame() {
        #expect(
            source("let a = 1\nprint(a)", shownFrom: nil) == [
                "import Foundation", "@_exported import Cell2",
                "@_silgen_name(\"lesson_cell_completed\") private func __lessonCellCompleted()",
                "#sourceLocation(file: \"03 \\\"x\\\".md\", line: 42)", "let a = 1", "print(a)",
                "#sourceLocation(file: \"03 \\\"x\\\".md\", line: 43)",
                "let _: Void = __lessonCellCompleted()", "",
            ])
    }

    @Test("A shown expression begins on its own line and column, whatever stands before it")
    func shown() {
        let lines = source("let a = 1; a\n  + 1", shownFrom: 11)
        #expect(
            Array(lines[4...9]) == [
                "let a = 1; ", "#sourceLocation(file: \"03 \\\"x\\\".md\", line: 41)", "Transfer.show(",
                "           a", "  + 1", ")",
            ])
    }
}

@Suite("The end of a cell's code is read past strings and comments")
struct TokenTailTests {
    @Test(
        "A semicolon behind the last token asks for silence",
        arguments: ["a;", "a ; // x", "\"http://x\";", "\"\\(f(\"b;\"))\" ;", "\"\"\"\n;\n\"\"\";", "#\"\\(\"#;", "a /* y */ ;"])
    func semicolon(_ tail: String) {
        #expect(TokenTail.endsWithSemicolon(Array(tail.utf8)))
    }

    @Test(
        "A semicolon in a string or a comment does not",
        arguments: ["a", "a // ;", "a /* ; */", "\"a;\"", "\"\"\"\n;\n\"\"\"", "\"\\(f(\";\"))\"", "#\"a\";\"#", ""])
    func none(_ tail: String) {
        #expect(!TokenTail.endsWithSemicolon(Array(tail.utf8)))
    }
}
