import Foundation
import LessonRun
import Testing

@Suite("Many lessons run side by side, each for itself", .serialized)
struct ManyLessonsTests {
    private let mixed = [
        "course/01.md": LessonTool.lesson("print(\"first\")"),
        "course/02.md": LessonTool.lesson("[1][7]"),
        "course/03.md": "# T\n\n```swift hid\n1\n```\n",
        "course/04.md": LessonTool.lesson("print(\"last\")"),
    ]

    @Test("One failing lesson stops no other; the table names all, and the highest status counts", arguments: [1, 3])
    func mixture(jobs: Int) throws {
        try LessonTool.withLessons(mixed) { directory in
            let result = try LessonTool.run(["run", "course", "--jobs", "\(jobs)"], in: directory)
            #expect(result.status == 2)
            #expect(result.output.isEmpty)
            let table = result.errors.components(separatedBy: "\n").suffix(7)
            #expect(
                table.map { $0.replacing(#/[ ]+[0-9.]+ s$/#, with: "") } == [
                    "  lesson        status   cells   time", "  course/01.md  passed     1/1",
                    "  course/02.md  failed     0/1", "  course/03.md  invalid      –",
                    "  course/04.md  passed     1/1", "  2 of 4 lessons passed, 1 failed, 1 invalid in", "",
                ])
            for name in ["01", "02", "04"] {
                #expect(FileManager.default.fileExists(atPath: "\(directory)/outputs/\(name).html"))
            }
        }
    }

    @Test("What lessons say side by side is in blocks") func blocks() throws {
        let code = "for i in 0..<3 { print(i); Thread.sleep(forTimeInterval: 0.05) }"
        let lessons = Dictionary(uniqueKeysWithValues: (1...3).map { ("c/\($0).md", LessonTool.lesson(code)) })
        try LessonTool.withLessons(lessons) { directory in
            let result = try LessonTool.run(["run", "c", "--jobs", "3"], in: directory)
            #expect(result.status == 0)
            let lines = result.errors.components(separatedBy: "\n")
            for name in ["1", "2", "3"] {
                let start = try #require(lines.firstIndex(of: "c/\(name).md"))
                #expect(lines[start + 1].hasPrefix("  ✓ one"))
                #expect(lines[start + 2].hasPrefix("  outputs/\(name).html"))
            }
        }
    }

    @Test("Lessons of one name keep their outputs apart") func twins() throws {
        let lessons = [
            "a/01.md": LessonTool.lesson("print(\"of a\")"), "b/01.md": LessonTool.lesson("print(\"of b\")"),
        ]
        try LessonTool.withLessons(lessons) { directory in
            #expect(try LessonTool.run(["run", "a", "b", "a/../a/01.md"], in: directory).status == 0)
            for name in ["a", "b"] {
                let page = try String(contentsOfFile: "\(directory)/outputs/\(name)/01.md", encoding: .utf8)
                #expect(page.contains("of \(name)"))
            }
            #expect(!FileManager.default.fileExists(atPath: "\(directory)/outputs/01.html"))
        }
    }

    @Test("The processor's threads are divided among the jobs") func threads() throws {
        let code = "print(\"threads\", ProcessInfo.processInfo.environment[\"TRANSFER_THREADS\"] ?? \"all\")"
        try LessonTool.withLessons(["c/1.md": LessonTool.lesson(code), "c/2.md": LessonTool.lesson(code)]) {
            directory in
            let environment = ["TRANSFER_THREADS": "7"]
            let result = try LessonTool.run(["run", "c", "--jobs", "2"], in: directory, environment: environment)
            #expect(result.status == 0)
            #expect(try String(contentsOfFile: "\(directory)/outputs/1.md", encoding: .utf8).contains("threads 3"))
        }
    }

    @Test("Ctrl-C stops every lesson, and leaves no process") func interrupt() throws {
        let code = "print(\"begun\"); while true { Thread.sleep(forTimeInterval: 0.01) }"
        try LessonTool.withLessons([
            "c/1.md": LessonTool.lesson(code), "c/2.md": LessonTool.lesson(code), "c/3.md": LessonTool.lesson(code),
        ]) { directory in
            let mark = UUID().uuidString
            let result = try LessonTool.run(
                ["run", "c", "--jobs", "2"], in: directory, environment: ["MARK": mark]
            ) { process in
                let deadline = ContinuousClock.now + .seconds(60)
                while Self.kernels(marked: mark).count < 2, ContinuousClock.now < deadline { usleep(50_000) }
                process.interrupt()
            }
            #expect(result.status == 130)
            let table = result.errors.split(separator: "\n").suffix(5).map { $0.split(separator: " ").prefix(3) }
            #expect(table[2] == ["c/2.md", "interrupted", "0/1"], "\(result.errors)")
            #expect(table[3] == ["c/3.md", "not", "run"], "\(result.errors)")
            #expect(result.errors.contains("0 of 3 lessons passed, 2 interrupted, 1 not run"))
            #expect(MarkedProcesses.all(mark).isEmpty)
        }
    }

    @Test("When the runner is killed its lessons end too") func orphans() throws {
        let code = "while true { Thread.sleep(forTimeInterval: 0.01) }"
        try LessonTool.withLessons(["c/1.md": LessonTool.lesson(code), "c/2.md": LessonTool.lesson(code)]) {
            directory in
            let mark = UUID().uuidString
            _ = try LessonTool.run(["run", "c", "--jobs", "2"], in: directory, environment: ["MARK": mark]) { process in
                let deadline = ContinuousClock.now + .seconds(60)
                while Self.kernels(marked: mark).count < 2, ContinuousClock.now < deadline { usleep(50_000) }
                kill(process.processIdentifier, SIGKILL)
                while !MarkedProcesses.all(mark).isEmpty, ContinuousClock.now < deadline { usleep(50_000) }
            }
            #expect(MarkedProcesses.all(mark).isEmpty)
        }
    }

    @Test("Shards leave reports that merge into one, and a missing one is named") func shards() throws {
        try LessonTool.withLessons(mixed) { directory in
            var seen: [String] = []
            for index in 1...3 {
                let result = try LessonTool.run(
                    ["run", "course", "--shard", "\(index)/3", "--output", "part-\(index)"], in: directory)
                seen += (1...4).map { "course/0\($0).md" }.filter { result.errors.contains("  \($0)  ") }
            }
            #expect(seen.sorted() == (1...4).map { "course/0\($0).md" })
            let merged = try LessonTool.run(
                ["report", "merge", "part-1", "part-2", "part-3", "--output", "all", "--format", "github"],
                in: directory)
            #expect(merged.status == 2)
            #expect(merged.output.contains("2 of 4 lessons passed, 1 failed, 1 invalid"))
            #expect(merged.output.contains("::error file=course/03.md,line=3,title=lesson::unknown option 'hid'"))
            let report = try JSONDecoder().decode(
                RunReport.self, from: Data(contentsOf: URL(fileURLWithPath: "\(directory)/all/lessons.report.json")))
            #expect(report.lessons.map(\.exit) == [0, 1, 2, 0])
            let xml = try String(contentsOfFile: "\(directory)/all/lessons.junit.xml", encoding: .utf8)
            #expect(xml.contains("<testsuites name=\"lesson\" tests=\"4\" failures=\"1\" errors=\"1\""))
            let partial = try LessonTool.run(["report", "merge", "part-1", "part-3"], in: directory)
            #expect(partial.status == 5)
            #expect(partial.errors.contains("there is no report of shard 2/3"))
        }
    }

    @Test("However often shards run, each lesson is in one part, and times that are not shared are found out")
    func divisions() throws {
        var lessons = mixed
        for number in 5...9 { lessons["course/0\(number).md"] = LessonTool.lesson("print(\(number))") }
        try LessonTool.withLessons(lessons) { directory in
            func shard(_ index: Int, _ options: [String] = []) throws {
                let result = try LessonTool.run(
                    ["run", "course", "--shard", "\(index)/2", "--output", "part-\(index)"] + options, in: directory)
                #expect(result.status < 3, "\(result.errors)")
            }
            func merge() throws -> LessonTool.Result {
                try LessonTool.run(["report", "merge", "part-1", "part-2", "--output", "all"], in: directory)
            }
            for _ in 0..<2 {
                for index in 1...2 { try shard(index, ["--force"]) }
                #expect(try merge().output.contains("7 of 9 lessons passed"))
            }
            for index in 1...2 { try shard(index, ["--times", "all/lessons.report.json"]) }
            #expect(try merge().output.contains("7 of 9 lessons passed"))

            // By these times the first lesson of the second part alone makes the first part.
            let report = "\(directory)/part-2/shard-2-of-2.report.json"
            var times = try JSONDecoder().decode(RunReport.self, from: Data(contentsOf: URL(fileURLWithPath: report)))
            for index in times.lessons.indices { times.lessons[index].seconds = index == 0 ? 1000 : 1 }
            try JSONEncoder().encode(times).write(to: URL(fileURLWithPath: "\(directory)/other.report.json"))
            try shard(2, ["--times", "other.report.json"])
            let unlike = try merge()
            #expect(unlike.status == 5)
            #expect(unlike.errors.contains("run all shards with the same '--times'"), "\(unlike.errors)")

            try Data(LessonTool.lesson("print(10)").utf8).write(to: URL(fileURLWithPath: "\(directory)/course/10.md"))
            try shard(2)
            #expect(try merge().errors.contains("not all shards were given course/10.md; run all shards with the same"))
            let misplaced = try LessonTool.run(["run", "course", "--times", "all/lessons.report.json"], in: directory)
            #expect(misplaced.status == 2)
            #expect(misplaced.errors.contains("'--times' balances the parts of '--shard'"))
        }
    }

    private static func kernels(marked mark: String) -> [String] {
        MarkedProcesses.all(mark).filter { pid in
            let command = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
            return String(decoding: command, as: UTF8.self).contains("kernel\0--seed")
        }
    }
}
