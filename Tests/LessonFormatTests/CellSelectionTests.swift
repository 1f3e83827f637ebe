import Testing

@testable import LessonFormat

@Suite("A selection names the cells that a run shows") struct CellSelectionTests {
    private let lesson: Lesson

    init() throws {
        let cells = ["a", "b", "c", "d"].map { "```swift id=\($0)\n```\n" }
        lesson = try Lesson.parse(cells.joined(), file: "a.md")
    }

    @Test("cells are chosen one by one or from one to another") func places() throws {
        func shown(_ selection: CellSelection) -> [Int] { selection.shown(among: lesson.cells) }
        #expect(shown(CellSelection()) == [0, 1, 2, 3])
        #expect(shown(CellSelection(only: ["d", "b"])) == [1, 3])
        #expect(shown(CellSelection(from: "c")) == [2, 3])
        #expect(shown(CellSelection(until: "b")) == [0, 1])
        #expect(shown(CellSelection(from: "b", until: "c")) == [1, 2])
    }

    @Test("names that the lesson does not have are refused") func unknown() throws {
        let error = #expect(throws: LessonRequestError.self) { try CellSelection(until: "x").check(in: lesson) }
        #expect(error?.description == "a.md: error: there is no cell 'x'; the lesson has a, b, c, d")
        #expect(throws: LessonRequestError.emptyRange(from: "c", until: "a", file: "a.md")) {
            try CellSelection(from: "c", until: "a").check(in: lesson)
        }
    }
}
