import LessonRun
import Testing

@Suite("An error names the line it left the cell at, on whatever thread and whenever it was thrown", .serialized)
struct ErrorLineTests {
    /// Where each cell of the fixture fails: where the error was thrown on the cell's thread, else where it was awaited.
    ///
    /// For some awaits the compiler keeps no line; then none is named.
    private static let lines = [
        "stored": 19, "loop": 26, "typed": 34, "awaited": 41, "after-await": 6, "awaited-in-loop": 56, "group": nil,
        "task": nil, "predict": 93, "tensor": 98, "batches": 105, "engine": 111,
    ]

    @Test("Stored errors, awaited functions, task groups and the engine's worker threads")
    func lines() throws {
        let record = try Lab.run(fixture: "error-lines")
        #expect(record.status == .passed)
        #expect(record.cells.count { $0.outcome.kind == .thrownError } == Self.lines.count)
        for (cell, line) in Self.lines { #expect(try record.cell(cell).outcome.line == line, "\(cell)") }
    }
}
