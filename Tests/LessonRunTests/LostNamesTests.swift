import Foundation
import LessonRun
import Testing

@Suite("A name whose declaration does not compile makes no errors in later cells")
struct LostNamesTests {
    private static let lesson = """
        # One typo

        ```swift id=one
        let m = try Sequentia { Dense(2) }
        let units = 4
        ```

        ```swift id=two
        try m.compile(optimizer: .sgd(learningRate: 0.1), loss: .meanSquaredError, metrics: [.accuracy])
        let names = m.layers.map(\\.name)
        let wrong: String = units
        ```

        ```swift id=three
        print(names.map(\\.count).filter { $0 > .zero })
        ```

        The first has `swift names.map(\\.count)` letters.

        ```swift id=four
        let total: Float = units
        let m = Dense(units)
        ```

        ```swift id=five
        let text: String = m
        ```

        """

    private func withLesson(_ body: (_ folder: String) throws -> Void) throws {
        let folder = try Lab.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(Self.lesson.utf8).write(to: URL(fileURLWithPath: "\(folder)/typo.md"))
        try body(folder)
    }

    private static let errors = [
        "typo.md:4:13: error: cannot find 'Sequentia' in scope",
        "typo.md:11:21: error: cannot convert value of type 'Int' to specified type 'String'",
        "typo.md:21:20: error: cannot convert value of type 'Int' to specified type 'Float'",
        "typo.md:26:20: error: cannot convert value of type 'Dense' to specified type 'String'",
    ]

    private static let notes = [
        "typo.md:9: note: not checked: uses 'm' of cell 'one', which does not compile",
        "typo.md:15: note: not checked: uses 'names', made with 'm' of cell 'one', which does not compile",
    ]

    @Test("check-types shows true errors only, and says once for each cell what it did not check")
    func checkTypes() throws {
        try withLesson { folder in
            // The second time from the cache.
            for _ in 0..<2 {
                let result = try LessonProcess(["check-types", "typo.md"], in: folder)
                #expect(result.status == 1)
                let lines = result.errors.split(separator: "\n").map { $0.drop { $0 == " " } }
                #expect(lines.filter { $0.contains(": error: ") }.map(String.init) == Self.errors)
                #expect(lines.filter { $0.contains("not checked: uses") }.map(String.init) == Self.notes)
            }
        }
    }

    @Test("The page of a run does, too")
    func run() throws {
        try withLesson { folder in
            let result = try LessonProcess(["run", "typo.md", "--output", "out"], in: folder)
            #expect(result.status == 1)
            let lines = result.errors.split(separator: "\n").map { $0.drop { $0 == " " } }
            #expect(lines.filter { $0.contains(": error: ") }.map(String.init) == Self.errors)
            let page = try String(contentsOfFile: "\(folder)/out/typo.md", encoding: .utf8)
            #expect(!page.contains("cannot infer"))
            #expect(page.contains("not checked: uses 'names', made with 'm' of cell 'one', which does not compile"))
        }
    }
}
