import LessonFormat

/// The Swift source of one cell's module: the cell's own lines in their own columns, between what the kernel needs.
struct CellSource {
    /// The cell as written.
    let cell: Cell
    /// The lesson's file name, for diagnostics.
    let file: String
    /// The module of the cell before, or nil for the first.
    let previousModule: String?

    /// The complete source; `shownFrom` is the UTF-8 offset in the cell's code where its last expression begins.
    func text(shownFrom: Int?) -> String {
        var lines = [
            "import Foundation",
            // The chain of exports lets a cell see all earlier names, and its own shadow them.
            "@_exported import \(previousModule ?? "Transfer")",
            "@_silgen_name(\"lesson_cell_completed\") private func __lessonCellCompleted()",
            location(line: cell.codeLine),
        ]
        let code = cell.code.utf8
        if let shownFrom, let start = code.index(code.startIndex, offsetBy: shownFrom, limitedBy: code.endIndex) {
            let before = code[..<start]
            let line = cell.codeLine + before.count { $0 == UInt8(ascii: "\n") }
            let indent = before.suffix(while: { $0 != UInt8(ascii: "\n") })
            lines.append(String(before) ?? "")
            // The opening stands on a line of its own, one above, so that the expression keeps its line and column.
            lines.append(location(line: line - 1))
            lines.append("Transfer.show(")
            lines.append(padding(for: indent) + (String(code[start...]) ?? ""))
            lines.append(")")
        } else {
            lines.append(cell.code)
        }
        lines.append(location(line: cell.lastLine))
        // A declaration, so that an unfinished last line cannot swallow the call.
        lines.append("let _: Void = __lessonCellCompleted()")
        return lines.joined(separator: "\n") + "\n"
    }

    private func location(line: Int) -> String {
        let escaped = file.map { character in
            switch character {
            case "\\", "\"": "\\\(character)"
            default: String(character)
            }
        }.joined()
        return "#sourceLocation(file: \"\(escaped)\", line: \(max(line, 1)))"
    }

    private func padding(for indent: Substring.UTF8View) -> String {
        String(decoding: indent.map { $0 == UInt8(ascii: "\t") ? $0 : UInt8(ascii: " ") }, as: UTF8.self)
    }
}

extension Cell {
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
