import LessonFormat

/// The Swift source of one cell's module: the cell's own lines in their own columns, between what the kernel needs.
struct CellSource {
    /// The cell as written.
    let cell: Cell
    /// The lesson's file name, for diagnostics.
    let file: String
    /// The module of the cell before, or nil for the first.
    let previousModule: String?

    /// What the completed source has that the author did not write.
    static let insertions = [
        "Transfer.show(", "__lessonCellCompleted()", "__lessonInlineValue(", "#sourceLocation(file:",
    ]

    /// The complete source of a cell with this shape.
    func text(_ shape: CellShape) -> String {
        var text = """
            import Foundation
            @_exported import \(previousModule ?? "Transfer")
            @_silgen_name("lesson_cell_completed") private func __lessonCellCompleted()
            \(location(line: cell.codeLine))

            """
        let code = cell.code.utf8
        var rest = code.startIndex
        // What is put in stands on a line of its own, numbered one less, so that the code keeps its line and column.
        for (offset, insertion) in insertions(shape) {
            guard let place = code.index(code.startIndex, offsetBy: offset, limitedBy: code.endIndex) else { break }
            let before = code[..<place]
            let line = cell.line(at: offset)
            let indent = before.suffix(while: { $0 != UInt8(ascii: "\n") })
            text += String(decoding: code[rest..<place], as: UTF8.self)
            text += "\n\(location(line: line - 1))\n\(insertion)\n\(padding(for: indent))"
            rest = place
        }
        text += String(decoding: code[rest...], as: UTF8.self)
        if shape.shownFrom != nil { text += "\n)" }
        // A declaration, so that an unfinished last line cannot swallow the call.
        return text + "\n\(location(line: cell.lastLine))\nlet _: Void = __lessonCellCompleted()\n"
    }

    private func insertions(_ shape: CellShape) -> [(offset: Int, text: String)] {
        let code = Array(cell.code.utf8)
        let variables = shape.variables.filter { offset in
            // Only what begins a statement takes a modifier; a variable with attributes or modifiers keeps its own.
            let before = code.prefix(offset).last { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            return before == nil || before == UInt8(ascii: "\n") || before == UInt8(ascii: ";")
        }
        let shown = shape.shownFrom.map { [($0, "Transfer.show(")] } ?? []
        return (variables.map { ($0, "nonisolated(unsafe)") } + shown).sorted { $0.0 < $1.0 }
    }

    private func location(line: Int) -> String { SourceLocation.directive(file: file, line: line) }

    private func padding(for indent: Substring.UTF8View) -> String {
        String(decoding: indent.map { $0 == UInt8(ascii: "\t") ? $0 : UInt8(ascii: " ") }, as: UTF8.self)
    }
}

extension Cell {
    /// The line of the file that a UTF-8 offset in the code lies on.
    func line(at offset: Int) -> Int {
        codeLine + code.utf8.prefix(offset).count { $0 == UInt8(ascii: "\n") }
    }

    /// The line of the file that the code's last line stands on.
    var lastLine: Int {
        codeLine + max(0, code.split(separator: "\n", omittingEmptySubsequences: false).count - 1)
    }
}

extension BidirectionalCollection {
    /// The longest end of the collection whose elements all satisfy the predicate.
    fileprivate func suffix(while predicate: (Element) -> Bool) -> SubSequence {
        var start = endIndex
        while start > startIndex {
            let before = index(before: start)
            guard predicate(self[before]) else { break }
            start = before
        }
        return self[start...]
    }
}
