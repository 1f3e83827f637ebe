import Foundation
import LessonFormat
import LessonRun
import Testing

@Suite("What the compiler said of a cell that it was to refuse is kept", .serialized)
struct RefusalCacheTests {
    private func lesson(_ codes: [(String, LessonFormat.Expectation?)]) -> Lesson {
        let blocks = codes.enumerated().map { index, code in
            var options = CellOptions()
            options.expectation = code.1
            return Lesson.Block.cell(
                Cell(
                    id: "c\(index)", code: code.0, codeLine: 10 * index + 2, fenceLine: 10 * index + 1,
                    options: options))
        }
        return Lesson(file: "refused.md", frontMatter: FrontMatter(title: "Refused"), blocks: blocks)
    }

    private let refused = LessonFormat.Expectation(.compileError)

    private func withCache(_ body: (String) throws -> Void) throws {
        let cache = try Lab.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: cache) }
        try body(cache)
    }

    /// The files with verdicts in a part of the cache.
    private func verdicts(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)/verdict.json" }
    }

    @Test("The second run tells the same without the compiler, with help for the lesson as it is now")
    func kept() throws {
        try withCache { cache in
            let first = try Lab.run(lesson([("print(last)", refused), ("let last = 1", nil)]), cache: cache)
            #expect(first.cells.map(\.outcome.kind) == [.compileError, .ok])
            let help = "'last' is declared further down, on line 12; a cell sees only what stands above it"
            #expect(first.cells[0].diagnostics.map(\.message) == ["cannot find 'last' in scope", help])
            // Other words in the place of the compiler's show that it is not asked again.
            for path in try verdicts("\(cache)/cells") {
                let text = try String(contentsOfFile: path, encoding: .utf8)
                #expect(!text.contains("further down"))
                try text.replacing("in scope", with: "in scope, as kept").write(
                    toFile: path, atomically: true, encoding: .utf8)
            }
            let second = try Lab.run(lesson([("print(last)", refused), ("let first = 1", nil)]), cache: cache)
            #expect(second.cells.map(\.outcome.kind) == [.compileError, .ok])
            #expect(second.cells[0].diagnostics.map(\.message) == ["cannot find 'last' in scope, as kept"])
        }
    }

    @Test("A refusal is not taken for the module of a cell that is no longer to be refused")
    func optionRemoved() throws {
        try withCache { cache in
            let later = ("print(2)", nil as LessonFormat.Expectation?)
            _ = try Lab.run(lesson([("let a: Int = \"x\"", refused), later]), cache: cache)
            let record = try Lab.run(lesson([("let a: Int = \"x\"", nil), later]), cache: cache)
            #expect(record.cells.map(\.outcome.kind) == [.compileError, .notRun])
            #expect(record.cells[1].diagnostics.isEmpty, "\(record.cells[1].diagnostics)")
        }
    }

    @Test("check-types keeps refusals of its own")
    func checked() throws {
        try withCache { cache in
            let runner = try LessonRunner(executable: Lab.executable, interrupt: Interrupt(), cacheDirectory: cache)
            let lesson = lesson([("let a: Int = \"x\"", refused)])
            let first = try runner.checkTypes(of: lesson)
            #expect(try verdicts("\(cache)/checked").count == 1)
            let second = try runner.checkTypes(of: lesson)
            #expect(second.map(\.outcome) == first.map(\.outcome))
            #expect(second.map(\.diagnostics) == first.map(\.diagnostics))
            #expect(second[0].outcome.isExpected)
        }
    }

    @Test("Neither errors that are not expected are kept, nor what another compiler said")
    func notKept() throws {
        try withCache { cache in
            let record = try Lab.run(lesson([("let a: Int = \"x\"", nil)]), cache: cache)
            #expect(record.status == .failed)
            #expect(!FileManager.default.fileExists(atPath: "\(cache)/cells"))
        }
        try LessonTool.withLessons(["l.md": "# T\n\n```swift expect=compile-error\nlet a: Int = \"x\"\n```\n"]) {
            folder in
            let modules = URL(fileURLWithPath: Lab.executable).deletingLastPathComponent()
            try FileManager.default.createDirectory(atPath: "\(folder)/bin/Modules", withIntermediateDirectories: true)
            for name in ["lesson", "Modules/Transfer.swiftinterface", "Modules/Figures.swiftinterface"] {
                try FileManager.default.copyItem(
                    atPath: modules.appendingPathComponent(name).path, toPath: "\(folder)/bin/\(name)")
            }
            for executable in [Lab.executable, "\(folder)/bin/lesson"] {
                let result = try LessonTool.run(
                    ["run", "l.md"], in: folder, environment: ["XDG_CACHE_HOME": "\(folder)/cache"],
                    executable: executable)
                #expect(result.status == 0, "\(result.errors)")
            }
            #expect(try verdicts("\(folder)/cache/lesson/cells").count == 2)
        }
    }
}
