import Foundation
import LessonFormat
import LessonRun
import Testing

@Suite("A lesson runs again only when something it depends on has changed", .serialized)
struct FreshnessTests {
    /// A lesson in a folder of its own, with a file that it reads, one that it looks for, and one that it writes.
    private final class Place {
        let directory: String
        let cache: String
        var code = [
            "let text = try String(contentsOfFile: \"in.txt\", encoding: .utf8)",
            "print(FileManager.default.fileExists(atPath: \"other.txt\"))",
            "print(try FileManager.default.contentsOfDirectory(atPath: \"pictures\").count)",
            "try text.write(toFile: \"made.txt\", atomically: true, encoding: .utf8)",
        ]
        var seed: UInt64 = 0

        init() throws {
            directory = try Lab.makeDirectory()
            cache = directory + "/cache"
            try FileManager.default.createDirectory(
                atPath: directory + "/pictures", withIntermediateDirectories: true)
            try write("hello", to: "in.txt")
        }

        deinit { try? FileManager.default.removeItem(atPath: directory) }

        func write(_ text: String, to name: String) throws {
            try text.write(toFile: directory + "/" + name, atomically: true, encoding: .utf8)
        }

        private var lesson: Lesson {
            let blocks = code.enumerated().map { index, code in
                Lesson.Block.cell(
                    Cell(
                        id: "c\(index)", code: code, codeLine: 10 * index + 2, fenceLine: 10 * index + 1,
                        options: CellOptions()))
            }
            return Lesson(file: "l.md", frontMatter: FrontMatter(title: "L", seed: seed), blocks: blocks)
        }

        private func freshness() throws -> Freshness {
            try Freshness(
                of: lesson, source: directory + "/l.md", outputDirectory: directory + "/out", settings: RunSettings(),
                executable: Lab.executable, cacheDirectory: cache)
        }

        func verdict() throws -> Freshness.Verdict { try freshness().verdict() }

        /// What has changed, each sentence without the folder.
        func changes() throws -> [String] {
            guard case .changed(let changes) = try verdict() else { return [] }
            return changes.map { $0.replacing(directory + "/", with: "") }
        }

        func run() throws {
            let observations = FileObservations()
            let runner = try LessonRunner(executable: Lab.executable, interrupt: Interrupt(), cacheDirectory: Lab.cache)
            let record = try runner.run(lesson, in: directory, observations: observations)
            #expect(record.status == .passed)
            try write("page", to: "page.html")
            try freshness().note(
                date: Date(timeIntervalSince1970: 7), observations: observations, pictures: [],
                outputs: [directory + "/page.html"])
        }
    }

    @Test("Nothing is known at first; after a run the lesson is fresh, also when a file was only touched")
    func fresh() throws {
        let place = try Place()
        #expect(try place.verdict() == .unknown)
        try place.run()
        let since = Freshness.Verdict.fresh(since: Date(timeIntervalSince1970: 7))
        #expect(try place.verdict() == since)
        try place.write("hello", to: "in.txt")
        #expect(try place.verdict() == since)
    }

    @Test("Files read, looked for, listed, made and put out are each named when they change")
    func files() throws {
        let place = try Place()
        try place.run()
        try place.write("hullo", to: "in.txt")
        #expect(try place.changes() == ["'in.txt' has changed"])
        try place.write("hello", to: "in.txt")
        try place.write("", to: "other.txt")
        try place.write("", to: "pictures/a.png")
        #expect(try place.changes() == ["'other.txt' is there now", "'pictures' has other files inside"])
        try place.run()
        #expect(try place.changes().isEmpty)
        for name in ["made.txt", "page.html"] {
            try FileManager.default.removeItem(atPath: place.directory + "/" + name)
        }
        #expect(try place.changes() == ["'made.txt' is gone", "the output 'page.html' is gone"])
    }

    @Test("Cells and the seed are named when they change")
    func inputs() throws {
        let place = try Place()
        try place.run()
        place.code[1] += ";"
        place.seed = 3
        #expect(try place.changes() == ["cell 'c1' has changed", "the seed was 0 and is 3"])
        place.code.append("1 + 1")
        place.seed = 0
        #expect(try place.changes() == ["cell 'c1' has changed", "cell 'c4' is new"])
    }
}
