import Foundation
import LessonRun
import Testing

@Suite("A list of lessons is divided and named without surprises")
struct LessonListTests {
    @Test("Parts are disjoint, complete, and balanced by recorded times") func balance() throws {
        let names = (0..<23).map { "l\($0)" }
        let seconds: [Double?] = names.indices.map { $0 % 4 == 3 ? nil : Double(($0 * 37) % 90 + 1) }
        let parts = try (1...5).map { try #require(Shard("\($0)/5")).part(of: names, seconds: seconds) }
        #expect(parts.flatMap { $0 }.sorted() == names.sorted())
        let known = seconds.compactMap { $0 }
        let mean = known.reduce(0, +) / Double(known.count)
        let loads = parts.map { part in part.map { seconds[names.firstIndex(of: $0) ?? 0] ?? mean }.reduce(0, +) }
        let total = loads.reduce(0, +)
        // Graham's bound for the longest-first rule: at most 4/3 of the best, which is at least the mean.
        #expect((loads.max() ?? 0) <= total / 5 * 4 / 3)
    }

    @Test("Without times parts differ by one lesson at most, and keep the order") func untimed() throws {
        let names = (0..<11).map { "l\($0)" }
        let parts = try (1...4).map { try #require(Shard("\($0)/4")).part(of: names, seconds: []) }
        #expect(parts.map(\.count).sorted() == [2, 3, 3, 3])
        #expect(parts[0] == ["l0", "l4", "l8"])
    }

    @Test("More parts than lessons leave some empty") func emptyParts() throws {
        #expect(try #require(Shard("3/3")).part(of: ["a"], seconds: [1]).isEmpty)
    }

    @Test(
        "Only parts within their number are parts", arguments: ["0/3", "4/3", "1", "1/2/3", "a/b", "-1/2", "1/0", ""])
    func invalidShards(text: String) {
        #expect(Shard(text) == nil)
    }

    @Test("Outputs are named for the file; twins get the folders that tell them apart") func names() {
        #expect(LessonEntry.entries(["x/01.md", "x/02.md"]).map(\.outputs) == ["01", "02"])
        #expect(
            LessonEntry.entries(["x/a/01.md", "y/a/01.md", "b/01.md", "c.md"]).map(\.outputs) == [
                "x/a/01", "y/a/01", "b/01", "c",
            ])
        #expect(LessonEntry.entries(["x/01.md", "./x/01.md", "x/../x/01.md"]).map(\.outputs) == ["01"])
    }

    @Test("Reports of all parts merge; the later run of a lesson counts") func merge() throws {
        func report(_ shard: String, _ lessons: [(String, Int32, String)], of listed: [String]? = nil) -> RunReport {
            RunReport(
                shard: Shard(shard), listed: listed,
                lessons: lessons.map { LessonResult(lesson: $0.0, outputs: $0.0, exit: $0.1, date: $0.2, seconds: 1) },
                seconds: 2)
        }
        let merged = try RunReport.merged([
            report("2/2", [("b", 1, "2026-01-02T00:00:00Z")]),
            report("1/2", [("a", 0, "2026-01-01T00:00:00Z"), ("b", 4, "2026-01-01T00:00:00Z")]),
        ])
        #expect(merged.lessons.map(\.lesson) == ["a", "b"])
        #expect(merged.exit == 1)
        #expect(merged.seconds == 4)
        #expect(throws: RunReport.MergeProblem.missingShards([1, 3], count: 3)) {
            try RunReport.merged([report("2/3", [])])
        }
        #expect(throws: RunReport.MergeProblem.mixedCounts([2, 3])) {
            try RunReport.merged([report("1/2", []), report("1/3", [])])
        }
        #expect(throws: RunReport.MergeProblem.differentLists(["c"])) {
            try RunReport.merged([
                report("1/2", [("a", 0, "")], of: ["a", "b"]), report("2/2", [("b", 0, "")], of: ["a", "b", "c"]),
            ])
        }
        let unlike = [
            report("1/2", [("a", 0, ""), ("b", 0, "")], of: ["a", "b", "c"]),
            report("2/2", [("b", 0, "")], of: ["a", "b", "c"]),
        ]
        #expect(throws: RunReport.MergeProblem.missingLessons(["c"])) { try RunReport.merged(unlike) }
    }
}
