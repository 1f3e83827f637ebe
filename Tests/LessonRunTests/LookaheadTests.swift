import Foundation
import Testing

@Suite("While one lesson runs the next one is compiled, which changes nothing but the time", .serialized)
struct LookaheadTests {
    private func temporaryFolder(in directory: String) throws -> String {
        let path = "\(directory)/tmp"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    @Test("A lesson that the one before rewrites runs as it is then")
    func rewritten() throws {
        let later = LessonTool.lesson("print(\"as written before\")")
        let rewrite = """
            Thread.sleep(forTimeInterval: 1)
            let old = try String(contentsOfFile: "2.md", encoding: .utf8)
            try old.replacingOccurrences(of: "before", with: "since").write(
                toFile: "2.md", atomically: true, encoding: .utf8)
            """
        try LessonTool.withLessons(["c/1.md": LessonTool.lesson(rewrite), "c/2.md": later]) { directory in
            let temporary = try temporaryFolder(in: directory)
            let result = try LessonTool.run(["run", "c"], in: directory, environment: ["TMPDIR": temporary])
            #expect(result.status == 0, "\(result.errors)")
            let page = try String(contentsOfFile: "\(directory)/outputs/2.md", encoding: .utf8)
            #expect(page.contains("as written since"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
        }
    }

    @Test("Without a cache, and behind lessons that fail, all lessons run in order")
    func order() throws {
        let lessons = [
            "c/1.md": LessonTool.lesson("[1][2]"), "c/2.md": LessonTool.lesson("let a: Int = \"x\""),
            "c/3.md": "# T\n\n```swift hid\n1\n```\n", "c/4.md": LessonTool.lesson("print(4)"),
        ]
        try LessonTool.withLessons(lessons) { directory in
            let result = try LessonTool.run(["run", "c", "--no-cache"], in: directory)
            #expect(result.status == 2)
            let begun = result.errors.split(separator: "\n").filter { $0.hasPrefix("c/") && $0.hasSuffix(".md") }
            #expect(begun == ["c/1.md", "c/2.md", "c/3.md", "c/4.md"])
            #expect(result.errors.contains("1 of 4 lessons passed, 2 failed, 1 invalid in"))
        }
    }

    @Test("Ctrl-C stops the compiler of the next lesson too, and nothing is left of it")
    func interrupt() throws {
        let endless = "print(\"begun\"); fflush(stdout); while true { Thread.sleep(forTimeInterval: 0.01) }"
        let slow = (0..<400).map { "func f\($0)() -> Int { \($0) }" }.joined(separator: "\n")
        let lessons = ["c/1.md": LessonTool.lesson(endless), "c/2.md": LessonTool.lesson(slow)]
        try LessonTool.withLessons(lessons) { directory in
            let temporary = try temporaryFolder(in: directory)
            let start = ContinuousClock.now
            let result = try LessonTool.run(
                ["run", "c", "--no-cache"], in: directory, environment: ["TMPDIR": temporary]
            ) { process in
                // Both lessons have their folders as soon as both are being compiled.
                func folders() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: temporary).count }
                while try folders() < 2, ContinuousClock.now - start < .seconds(30) { usleep(20_000) }
                #expect(try folders() == 2)
                process.interrupt()
            }
            #expect(result.status == 130)
            #expect(ContinuousClock.now - start < .seconds(60))
            #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
        }
    }
}
