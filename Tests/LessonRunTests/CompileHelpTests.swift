import Foundation
import LessonFormat
import LessonRun
import Testing

@Suite("Below the errors that beginners meet stands a line of plain help")
struct CompileHelpTests {
    /// A cell with one mistake, the beginning of the compiler's words, and the help.
    private static let mistakes: [(code: String, error: String, help: String)] = [
        (
            "let m = Sequential { Dense(3) }", "call can throw but is not marked with 'try'",
            "write 'try' before the call"
        ),
        (
            "let d = Dense(3, activate: .relu)", "incorrect argument label",
            "write 'activation:' in place of 'activate:'"
        ),
        ("let d = Dropout(rate: 0.5)", "extraneous argument label", "leave out 'rate:'"),
        ("let n = 3\nlet d = Dropout(n)", "cannot convert value of type 'Int'", "write 'Float(…)' around the value"),
        (
            "let n = 3\nlet x: Float = 1.5\nlet y = n * x", "binary operator '*'",
            "write 'Float(…)' around the other value"
        ),
        ("let n = 3\nlet s = \"n is \" + n", "binary operator '+'", "put the number into the text: \"… \\(number)\""),
        ("let n = 3\nlet s: String = n", "cannot convert value of type 'Int'", "write 'String(…)' around the number"),
        ("let s = \"3\"\nlet n: Int = s", "cannot convert value of type 'String'", "write 'Int(…)', which gives nil"),
        ("let d = Dens(3)", "cannot find 'Dens' in scope", "did you mean 'Dense'?"),
        ("let m = try Sequential { Conv2d(3, kernelSize: 3) }", "cannot find 'Conv2d'", "did you mean 'Conv2D'?"),
        ("base.sumary()", "value of type 'Sequential' has no member", "did you mean 'summary'?"),
        ("func f() async -> Int { 1 }\nlet a = f()", "'async' call", "write 'await' before the call"),
        ("let a = 1\na = 2", "cannot assign to value: 'a' is a 'let' constant", "declare it with 'var a'"),
        ("func f(a: Int) { a += 1 }", "left side of mutating operator", "make a copy that can change: 'var copy = a'"),
        (
            "let log: [String: [Double]] = [:]\nlet v = log[\"val_loss\"].last", "value of optional type",
            "there may be no value here"
        ),
        ("let s = 'cat'", "single-quoted string literal", "texts stand in double quotes"),
        ("let t = True", "cannot find 'True' in scope", "Swift writes 'true' for Python's 'True'"),
        ("let t = None", "cannot find 'None' in scope", "Swift writes 'nil' for Python's 'None'"),
        ("def f(x):\n    return x", "consecutive statements", "Swift writes functions as 'func"),
        ("for x in range(3) {\n    print(x)\n}", "cannot find 'range' in scope", "'for x in 0..<3 { … }'"),
        ("for x in [1]:\n    print(x)", "expected '{'", "Swift puts the body in braces"),
        (
            "let d = Dense(3, activation=.relu)", "'=' must have consistent whitespace",
            "arguments are written 'label: value'"
        ),
        ("let d = Dense(units=3)", "cannot find 'units' in scope", "arguments are written 'label: value'"),
        ("let m = try Sequential {\n    Dense(3),\n    Dense(4)\n}", "consecutive statements", "without commas"),
        ("let d = Dense(3 activation: .relu)", "expected ',' separator", "put a comma"),
        ("let m = try Sequential {\n    Dense(3)\n", "expected '}'", "a '{' has no '}'"),
        ("print(last)", "cannot find 'last' in scope", "'last' is declared further down, on line"),
        ("let d = Dense(3, activation: relu)", "cannot find 'relu' in scope", "write '.relu', with a dot before it"),
        (
            "let d = Dense(3, activation: \"relu\")", "cannot convert value of type 'String'",
            "write '.relu', without quotes"
        ),
        ("import numpy as np", "consecutive statements", "cells import Swift's own modules only"),
        ("if true and false { }", "expected '{'", "Swift writes '&&' for 'and'"),
    ]

    @Test("For each mistake the compiler's own words come first, then the help, on the same line of the lesson")
    func help() throws {
        let codes = ["let base = try Sequential { Dense(3) }"] + Self.mistakes.map(\.code) + ["let last = 3"]
        var line = 1
        let cells = codes.enumerated().map { index, code in
            let cell = Cell(
                id: "c\(index)", code: code, codeLine: line + 1, fenceLine: line, options: CellOptions())
            line += code.split(separator: "\n").count + 3
            return cell
        }
        let lesson = Lesson(file: "help.md", frontMatter: FrontMatter(title: "Help"), blocks: cells.map { .cell($0) })
        let runner = try LessonRunner(executable: Lab.executable, interrupt: Interrupt(), cacheDirectory: Lab.cache)
        let records = try runner.checkTypes(of: lesson)
        #expect(records.count == codes.count)
        #expect(records.first?.outcome.kind == .compiled)
        #expect(records.last?.outcome.kind == .compiled)
        for (record, mistake) in zip(records.dropFirst(), Self.mistakes) {
            let diagnostics = record.diagnostics
            let place = try #require(
                diagnostics.firstIndex { $0.severity == .help }, "\(mistake.code): \(diagnostics.map(\.message))")
            #expect(diagnostics[place].message.contains(mistake.help), "\(mistake.code)")
            let error = try #require(diagnostics[..<place].last { $0.severity == .error })
            #expect(
                diagnostics.contains { $0.message.hasPrefix(mistake.error) },
                "\(mistake.code): \(diagnostics.map(\.message))")
            #expect(diagnostics[place].line == error.line)
        }
    }
}
