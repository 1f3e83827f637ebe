import Foundation
import Testing

@Suite("A run leaves fresh lessons alone unless it is asked not to", .serialized)
struct FreshRunTests {
    /// Each run of the lesson leaves a file.
    private static func lesson(_ value: Int) -> String {
        LessonTool.lesson(
            """
            try "".write(toFile: "ran-\(value)-\\(UUID())", atomically: false, encoding: .utf8)
            print(\(value))
            """)
    }

    /// How often a lesson of this value ran.
    private func runs(of value: Int, _ directory: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "\(directory)/c").count { $0.hasPrefix("ran-\(value)-") }
    }

    private func page(_ name: String, _ directory: String) -> String? {
        try? String(contentsOfFile: "\(directory)/outputs/\(name)", encoding: .utf8)
    }

    @Test("--force and --rerun run a fresh lesson, --no-cache compiles it anew too and keeps nothing")
    func force() throws {
        try LessonTool.withLessons(["c/1.md": Self.lesson(1)]) { directory in
            let cache = "\(directory)/cache"
            func run(_ arguments: [String]) throws -> LessonTool.Result {
                let result = try LessonTool.run(
                    ["run", "c/1.md"] + arguments, in: directory, environment: ["XDG_CACHE_HOME": cache])
                #expect(result.status == 0, "\(result.errors)")
                return result
            }
            func keptCells() -> [String] {
                (try? FileManager.default.contentsOfDirectory(atPath: "\(cache)/lesson/cells").sorted()) ?? []
            }
            #expect(try run(["--no-cache"]).errors.contains("✓ one"))
            #expect(keptCells().isEmpty)
            // It ran and passed, so that there is nothing to do now.
            let second = try run([])
            #expect(second.errors.contains("  up to date (ran "))
            #expect(!second.errors.contains("✓"))
            #expect(try run(["--force"]).errors.contains("✓ one"))
            let kept = keptCells()
            #expect(kept.count == 1)
            #expect(try run(["--rerun"]).errors.contains("✓ one"))
            #expect(try run(["--no-cache"]).errors.contains("✓ one"))
            #expect(keptCells() == kept)
            #expect(try runs(of: 1, directory) == 4)
        }
    }

    @Test("Side by side, only stale lessons run; each gets its JUnit file, and the table says which ran")
    func many() throws {
        try LessonTool.withLessons(["c/1.md": Self.lesson(1), "c/2.md": Self.lesson(2)]) { directory in
            #expect(try LessonTool.run(["run", "c", "--jobs", "2"], in: directory).status == 0)
            #expect(page("1.junit.xml", directory) == nil)
            try Data(Self.lesson(3).utf8).write(to: URL(fileURLWithPath: "\(directory)/c/2.md"))
            let result = try LessonTool.run(
                ["run", "c", "--jobs", "2", "--format", "junit", "--report", "r.json"], in: directory)
            #expect(result.status == 0)
            #expect(try (1...3).map { try runs(of: $0, directory) } == [1, 1, 1])
            let lines = result.errors.components(separatedBy: "\n")
            #expect(lines.contains { $0.wholeMatch(of: #/  c\/1.md  up to date    1\/1      –/#) != nil }, "\(lines)")
            #expect(
                lines.contains { $0.wholeMatch(of: #/  c\/2.md  passed        1\/1  [0-9.]+ s/#) != nil }, "\(lines)")
            #expect(lines.contains { $0.hasPrefix("  2 of 2 lessons passed (1 up to date) in ") })
            for name in ["1", "2"] {
                let xml = try #require(page("\(name).junit.xml", directory))
                #expect(xml.contains("<testsuite name=\"\(name)\" tests=\"1\" failures=\"0\""))
            }
            let report = try String(contentsOfFile: "\(directory)/r.json", encoding: .utf8)
            #expect(report.contains("\"isUpToDate\" : true") && report.contains("\"isUpToDate\" : false"))
        }
    }

    @Test("A JUnit file never tells of another run than the pages beside it")
    func staleReport() throws {
        try LessonTool.withLessons(["c/1.md": Self.lesson(1)]) { directory in
            #expect(try LessonTool.run(["run", "c/1.md", "--format", "junit"], in: directory).status == 0)
            #expect(try LessonTool.run(["run", "c/1.md"], in: directory).errors.contains("up to date"))
            #expect(page("1.junit.xml", directory) != nil)
            try FileManager.default.removeItem(atPath: "\(directory)/outputs/1.junit.xml")
            #expect(try LessonTool.run(["run", "c/1.md"], in: directory).errors.contains("up to date"))
            #expect(page("1.junit.xml", directory) == nil)
            #expect(try LessonTool.run(["run", "c/1.md", "--format", "junit"], in: directory).status == 0)
            #expect(page("1.junit.xml", directory) != nil)
            #expect(try runs(of: 1, directory) == 1)
            #expect(try LessonTool.run(["run", "c/1.md", "--force"], in: directory).status == 0)
            #expect(page("1.junit.xml", directory) == nil)
            #expect(page("1.md", directory) != nil)
        }
    }

    @Test("A run that failed is not fresh")
    func failure() throws {
        try LessonTool.withLessons(["c/1.md": LessonTool.lesson("[1][2]")]) { directory in
            for _ in 0..<2 {
                let result = try LessonTool.run(["run", "c/1.md"], in: directory)
                #expect(result.status == 1)
                #expect(result.errors.contains("✗ one"))
            }
        }
    }
}
