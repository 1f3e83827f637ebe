import Foundation
import LessonFormat
import LessonRun
import Testing

@Suite("Below the traps that beginners meet stands a line of plain help")
struct TrapHelpTests {
    /// A cell that traps on its last line, Swift's words, and the help.
    private static let cells: [(code: String, message: String, help: String)] = [
        ("let a = [1, 2, 3]\nvar i = 3\na[i]", "Index out of range", "from 0 to count - 1"),
        ("let a = [1, 2, 3]\nvar n = 5\na[1..<n]", "Array index is out of range", "from 0 to count - 1"),
        ("let a = [1, 2, 3][1...]\na[0]", "Index out of bounds", "begin at its 'startIndex'"),
        (
            "let s = \"abc\"\ns[s.index(s.startIndex, offsetBy: 5)]", "String index is out of bounds",
            "the text ends before this place"
        ),
        (
            "let d = [\"a\": 1]\nlet v = d[\"b\"]!", "Unexpectedly found nil while unwrapping an Optional value",
            "write '?? 0' or the like"
        ),
        (
            "var v: Int! = nil\nlet w: Int = v + 1",
            "Unexpectedly found nil while implicitly unwrapping an Optional value", "set it first"
        ),
        ("var n = Int.max\nn += 1", "arithmetic overflow", "compute with Double"),
        ("func twice(_ n: Int8) -> Int8 { n * 2 }\ntwice(100)", "arithmetic overflow", "compute with Double"),
        ("func share(_ n: Int) -> Int { 10 / n }\nshare(0)", "Division by zero", "the count of an empty list"),
        (
            "func rest(_ n: Int) -> Int { 10 % n }\nrest(0)", "Division by zero in remainder operation",
            "the count of an empty list"
        ),
        ("var n = 0\nfor i in 1...n { print(i) }", "Range requires lowerBound <= upperBound", "'0..<n' is empty"),
        ("let x: Any = 3\nlet s = x as! String", "Could not cast value of type 'Int' to 'String'.", "write 'as?'"),
        (
            "struct Refusal: Error {}\nfunc f() throws { throw Refusal() }\ntry! f()",
            "'try!' expression unexpectedly raised an error: Refusal()", "write 'try' in place of 'try!'"
        ),
        ("var e: [Int] = []\ne.removeLast()", "Can't remove last element from an empty collection", "'popLast()'"),
        (
            "var e: [Int] = []\nInt.random(in: 0..<e.count)", "Can't get random value with an empty range",
            "'randomElement()'"
        ),
        (
            "var x = Double.nan\nInt(x)",
            "Double value cannot be converted to Int because it is either infinite or NaN", "check 'isFinite'"
        ),
        ("var n = 300\nUInt8(n)", "Not enough bits to represent the passed value", "'(exactly: x)' gives nil"),
        (
            "Dictionary(uniqueKeysWithValues: [(\"a\", 1), (\"a\", 2)])", "Duplicate values for key: 'a'",
            "each key may stand once"
        ),
        ("var n = -1\nArray(repeating: 0, count: n)", "Can't construct Array with count < 0", "take 'max(0, n)'"),
        (
            "var k = 0\nfor i in stride(from: 0, to: 10, by: k) { print(i) }", "Stride size must not be zero",
            "must not be 0"
        ),
    ]

    @Test("Help for each of them", arguments: cells.indices)
    func traps(index: Int) throws {
        let (code, message, help) = Self.cells[index]
        let outcome = try run(code)
        #expect(outcome.kind == .trap)
        #expect(outcome.message == message)
        #expect(outcome.help?.contains(help) == true, "\(outcome)")
        #expect(outcome.line != nil)
    }

    @Test("Memory that ran out and endless recursion name their remedy themselves")
    func remedies() throws {
        let memory = try run("var n = 1 << 50\n[Float](repeating: 0, count: n)")
        #expect(memory.kind == .memoryLimit)
        #expect(memory.message.contains("use smaller batches, pictures or arrays"))
        let recursion = try run("func f(_ n: Int) -> Int { f(n + 1) + 1 }\nf(0)")
        #expect(recursion.message.contains("make every path come to an end"))
    }

    @Test("A cell's own words stay as they are")
    func ownWords() throws {
        let outcome = try run("fatalError(\"the tank is empty\")")
        #expect(outcome.message == "the tank is empty")
        #expect(outcome.help == nil)
    }

    @Test("The terminal and the page show the help below the message")
    func places() throws {
        try LessonTool.withLessons(["trap.md": LessonTool.lesson("let a = [1]\nvar i = 1\na[i]")]) { directory in
            let result = try LessonTool.run(["run", "trap.md"], in: directory)
            #expect(
                result.errors.contains(
                    "trap.md:6: trap: Index out of range\n    trap.md:6: help: there is no such element"))
            let page = try String(contentsOfFile: "\(directory)/outputs/trap.md", encoding: .utf8)
            #expect(page.contains("Index out of range\nhelp: there is no such element"))
        }
    }

    private func run(_ code: String) throws -> Outcome {
        try Lab.run(Lesson.parse(LessonTool.lesson(code), file: "trap.md")).cell("one").outcome
    }
}
