import LessonFormat
import Testing

@testable import LessonRun

@Suite("Cells of a recorded lesson are found again in the lesson now")
struct CellAlignmentTests {
    /// Cells from `name:code`, or `code` for one without a name.
    private func cells(_ texts: [String]) -> [Cell] {
        texts.enumerated().map { index, text in
            let parts = text.split(separator: ":")
            let id = parts.count == 2 ? String(parts[0]) : "cell-\(index + 1)"
            return Cell(
                id: id, code: String(parts[parts.count - 1]), codeLine: index, fenceLine: index, options: CellOptions())
        }
    }

    /// The alignment as `before>after` places, `+` what is new, `-` what is gone.
    private func alignment(_ before: [String], _ after: [String]) -> [String] {
        let alignment = CellAlignment(before: cells(before), after: cells(after))
        return alignment.pairs.map { "\($0.before)>\($0.after)" } + alignment.added.map { "+\($0)" }
            + alignment.removed.map { "-\($0)" }
    }

    @Test("A cell put in or taken out leaves the others in their pairs")
    func insertion() {
        #expect(alignment(["a", "b", "c"], ["a", "x", "b", "c"]) == ["0>0", "1>2", "2>3", "+1"])
        #expect(alignment(["a", "b", "c"], ["b", "c"]) == ["1>0", "2>1", "-0"])
        #expect(alignment([], ["a"]) == ["+0"])
    }

    @Test("A cell without a name that is rewritten in its place is the same cell")
    func rewriting() {
        #expect(alignment(["a", "b", "c"], ["a", "x", "c"]) == ["0>0", "1>1", "2>2"])
        #expect(alignment(["a", "b", "c"], ["x", "y", "c", "d"]) == ["0>0", "1>1", "2>2", "+3"])
    }

    @Test("Named cells belong together by name, whatever their code and place")
    func names() {
        #expect(alignment(["t:a", "u:b"], ["u:b", "t:x"]) == ["1>0", "0>1"])
        #expect(alignment(["t:a"], ["u:b"]) == ["+0", "-0"])
        #expect(alignment(["t:a", "b"], ["u:a", "b"]) == ["0>0", "1>1"])
        #expect(alignment(["a", "b"], ["t:a", "b"]) == ["0>0", "1>1"])
    }
}
