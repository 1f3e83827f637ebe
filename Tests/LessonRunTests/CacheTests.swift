import Foundation
import LessonFormat
import LessonRun
import Testing

@Suite("Compiled cells are kept and found again by their content", .serialized)
struct CacheTests {
    private func lesson(_ codes: [String]) -> Lesson {
        let blocks = codes.enumerated().map { index, code in
            Lesson.Block.cell(
                Cell(
                    id: "c\(index)", code: code, codeLine: 10 * index + 2, fenceLine: 10 * index + 1,
                    options: CellOptions()))
        }
        return Lesson(file: "cache.md", frontMatter: FrontMatter(title: "Cache"), blocks: blocks)
    }

    private func entries(_ cache: String) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: "\(cache)/cells"))
    }

    @Test("A second run compiles nothing and does the same; an edit recompiles that cell and those after it")
    func reuse() throws {
        let cache = try Lab.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: cache) }
        let codes = ["let a = 2", "let b = a * 3", "a + b"]
        let first = try Lab.run(lesson(codes), cache: cache)
        let kept = try entries(cache)
        #expect(kept.count == 3)
        let second = try Lab.run(lesson(codes), cache: cache)
        #expect(try entries(cache) == kept)
        #expect(second.cells.map(\.outputs) == first.cells.map(\.outputs))
        #expect(first.cells.last?.outputs == [.value("8", "Int")])
        let edited = try Lab.run(lesson(["let a = 2", "let b = a * 4", "a + b"]), cache: cache)
        #expect(edited.cells.last?.outputs == [.value("10", "Int")])
        #expect(try entries(cache).count == 5)
    }

    @Test("Warnings of a cached cell are told again")
    func warnings() throws {
        let cache = try Lab.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: cache) }
        let codes = ["func f() -> Int { return 1; print(2) }"]
        let first = try Lab.run(lesson(codes), cache: cache)
        #expect(first.cells[0].diagnostics.map(\.severity).contains(.warning))
        #expect(try Lab.run(lesson(codes), cache: cache).cells[0].diagnostics == first.cells[0].diagnostics)
    }

    @Test("A damaged entry is compiled anew")
    func damage() throws {
        let cache = try Lab.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: cache) }
        _ = try Lab.run(lesson(["1 + 1"]), cache: cache)
        for entry in try entries(cache) {
            try FileManager.default.removeItem(atPath: "\(cache)/cells/\(entry)/library")
        }
        #expect(try Lab.run(lesson(["1 + 1"]), cache: cache).cells[0].outputs == [.value("2", "Int")])
    }
}
