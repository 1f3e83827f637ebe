import Foundation
import LessonFormat
import Testing

@testable import LessonRun

@Suite("A cell's module keeps the lesson's lines and columns")
struct CellSourceTests {
    private func source(_ code: String, _ shape: CellShape) -> [String] {
        let cell = Cell(id: "a", code: code, codeLine: 42, fenceLine: 41, options: CellOptions())
        let text = CellSource(cell: cell, file: "03 \"x\".md", previousModule: "Cell2").text(shape)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test("The chain of imports, the place and the end mark stand around the code")
    func frame() {
        #expect(
            source("let a = 1\nprint(a)", CellShape()) == [
                "import Foundation", "@_exported import Cell2",
                "@_silgen_name(\"lesson_cell_completed\") private func __lessonCellCompleted()",
                "#sourceLocation(file: \"03 \\\"x\\\".md\", line: 42)", "let a = 1", "print(a)",
                "#sourceLocation(file: \"03 \\\"x\\\".md\", line: 43)",
                "let _: Void = __lessonCellCompleted()", "",
            ])
    }

    @Test("A shown expression begins on its own line and column, whatever stands before it")
    func shown() {
        var shape = CellShape()
        shape.shownFrom = 11
        let lines = source("let a = 1; a\n  + 1", shape)
        #expect(
            Array(lines[4...9]) == [
                "let a = 1; ", "#sourceLocation(file: \"03 \\\"x\\\".md\", line: 41)", "Transfer.show(",
                "           a", "  + 1", ")",
            ])
    }
}

@Suite("The compiler's parse tree tells where a cell's source must be completed")
struct CellShapeTests {
    private func shape(_ code: String) throws -> CellShape {
        let directory = try Lab.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let toolchain = try Toolchain(executable: Lab.executable)
        let compiler = CellCompiler(
            toolchain: toolchain, engine: PublicModules(toolchain, moduleCache: Lab.cache), file: "a.md",
            directory: directory, moduleCache: Lab.cache,
            help: CompileHelp(names: KnownNames(interfaces: toolchain.interfaces, cells: [])))
        let cell = Cell(id: "a", code: code, codeLine: 1, fenceLine: 1, options: CellOptions())
        return try compiler.shape(
            of: CellUnit(content: .cell(cell), index: 0, module: "Cell1", previousModule: nil, key: ""))
    }

    @Test(
        "The last expression is shown",
        arguments: [
            ("let a = 1\na", 10), ("[1].map { $0 }", 0), ("try f()", 0), ("await g()", 0), ("x\n  .y\n  .z // end", 0),
            ("\"é\"; \"a;\"", 6),
        ])
    func shown(code: String, offset: Int) throws {
        #expect(try shape(code).shownFrom == offset)
    }

    @Test(
        "Declarations, statements, assignments and silenced expressions are not",
        arguments: [
            "let a = 1", "a = 2", "a; // quiet", "if a { b }", "func f() {}", "a\nstruct S {}", "", "let x = (3",
        ])
    func notShown(code: String) throws {
        #expect(try shape(code).shownFrom == nil)
    }

    @Test("Variables are found where the cell itself awaits, and only there")
    func variables() throws {
        #expect(try shape("let a = await f()\nvar b = 2").variables == [0, 18])
        #expect(try shape("for await x in s { print(x) }\nlet c = 1").variables == [30])
        #expect(try shape("func f() async { await g() }\nlet t = Task { await f() }").variables == [])
    }
}

@Suite("The end of a cell's code is read past strings and comments")
struct TokenTailTests {
    @Test(
        "A semicolon behind the last token asks for silence",
        arguments: [
            "a;", "a ; // x", "\"http://x\";", "\"\\(f(\"b;\"))\" ;", "\"\"\"\n;\n\"\"\";", "#\"\\(\"#;", "a /* y */ ;",
        ])
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
