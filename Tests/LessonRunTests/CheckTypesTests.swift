import Foundation
import LessonRun
import Testing

@Suite("All compile errors of a lesson are shown at once")
struct CheckTypesTests {
    private static let lesson = """
        # Errors

        ```swift id=first
        let good = 3
        let bad: Int = "x"
        ```

        ```swift id=second
        print("side effect")
        let sum = good + bad
        ```

        ```swift id=third
        let wrong: Float = good
        ```

        ```swift id=fourth expect=compile-error
        let never: Int = "x"
        ```

        """

    private func withLesson(_ text: String, _ body: (_ folder: String) throws -> Void) throws {
        let folder = try Lab.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/errors.md"))
        try body(folder)
    }

    @Test("Of a folder all lessons are checked")
    func folder() throws {
        try withLesson("# Fine\n\n```swift\n1\n```\n") { folder in
            let result = try LessonTool.run(["check-types", folder])
            #expect(result.status == 0)
            #expect(result.errors == "\(folder)/errors.md: 1 cell, no errors\n")
            try FileManager.default.createDirectory(atPath: "\(folder)/empty", withIntermediateDirectories: true)
            let empty = try LessonTool.run(["check-types", "\(folder)/empty"])
            #expect(empty.status == 2)
            #expect(empty.errors.contains("there is no lesson (*.md) in the folder"))
        }
    }

    @Test("check-types runs nothing, makes no errors of errors, and exits 1")
    func checkTypes() throws {
        try withLesson(Self.lesson) { folder in
            let result = try LessonProcess(["check-types", "errors.md"], in: folder)
            #expect(result.status == 1)
            let errors = result.errors.split(separator: "\n").filter { $0.contains(": error: ") }
            #expect(
                errors.map { $0.drop { $0 == " " } } == [
                    "errors.md:5:16: error: cannot convert value of type 'String' to specified type 'Int'",
                    "errors.md:14:20: error: cannot convert value of type 'Int' to specified type 'Float'",
                ])
            #expect(result.errors.hasSuffix("errors.md: 4 cells, 2 with errors\n"))
            #expect(!result.errors.contains("side effect"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["errors.md"])
        }
    }

    @Test("A lesson without errors exits 0, one with wrong options 2")
    func statuses() throws {
        try withLesson("# T\n\n```swift\nlet a = 1\n```\n") { folder in
            let result = try LessonProcess(["check-types", "errors.md"], in: folder)
            #expect(result.status == 0)
            #expect(result.errors == "errors.md: 1 cell, no errors\n")
        }
        try withLesson("# T\n\n```swift hid\n1\n```\n") { folder in
            let result = try LessonProcess(["check-types", "errors.md"], in: folder)
            #expect(result.status == 2)
        }
    }

    @Test("A run that a compile error ends lists the errors of later cells too, marked as not run")
    func run() throws {
        try withLesson(Self.lesson) { folder in
            let result = try LessonProcess(["run", "errors.md", "--output", "out"], in: folder)
            #expect(result.status == 1)
            #expect(result.errors.contains("errors.md:5:16: error: "))
            #expect(result.errors.contains("third  type-checked only"))
            #expect(result.errors.contains("errors.md:14:20: error: "))
            #expect(!result.errors.contains("second  type-checked only"))
            let page = try String(contentsOfFile: "\(folder)/out/errors.md", encoding: .utf8)
            #expect(page.contains("This one does not compile either."))
            #expect(page.contains("errors.md:14:20: error: "))
            #expect(!page.contains("deserialization"))
        }
    }
}
