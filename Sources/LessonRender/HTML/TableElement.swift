import LessonFormat
import Transfer

/// A table of text as HTML; it scrolls inside itself where the page is narrower.
struct TableElement {
    let columns: [String]
    let alignments: [Table.Alignment]
    let rows: [[String]]

    init(columns: [String], alignments: [Table.Alignment], rows: [[String]]) {
        self.columns = columns
        self.alignments = alignments
        self.rows = rows
    }

    init(_ table: Table) {
        self.init(columns: table.columns, alignments: table.alignments, rows: table.rows)
    }

    /// The table inside the region that scrolls.
    var html: String {
        let head = row(columns, tag: "th scope=\"col\"", end: "th")
        let body = rows.map { row($0, tag: "td", end: "td") }.joined()
        return
            "<div class=\"scroll\" role=\"region\" aria-label=\"Table\" tabindex=\"0\">\n<table>\n<thead>\n\(head)</thead>\n"
            + (body.isEmpty ? "" : "<tbody>\n\(body)</tbody>\n") + "</table>\n</div>\n"
    }

    private func row(_ cells: [String], tag: String, end: String) -> String {
        let cells = cells.enumerated().map { index, cell in
            let alignment = alignments.indices.contains(index) ? alignments[index] : .left
            let classes = alignment == .left ? "" : " class=\"\(alignment.rawValue)\""
            return "<\(tag)\(classes)>\(TerminalText(cell).plain.htmlEscaped)</\(end)>"
        }
        return "<tr>\(cells.joined())</tr>\n"
    }
}
