/// A pipe table on its way to HTML: its cells are numbers of pieces that an `InlineWriter` turns into HTML.
struct TableHTML {
    private let preceding: Int?
    private let following: Int?
    private let header: [Int]
    private let alignments: [PipeTable.Alignment?]
    private let rows: [[Int]]

    init(_ table: PipeTable, writer: inout InlineWriter) {
        preceding = table.precedingLines.isEmpty ? nil : writer.add(lines: table.precedingLines)
        following = table.followingLines.isEmpty ? nil : writer.add(lines: table.followingLines)
        header = table.header.map { writer.add(cell: $0) }
        alignments = table.alignments
        rows = table.rows.map { row in row.map { writer.add(cell: $0) } }
    }

    /// The table between what comes before and after it in its paragraph, in the form GitHub gives it.
    func html(_ fragments: [String]) -> String {
        var html = preceding.map { fragments[$0] } ?? ""
        html += "<table>\n<thead>\n" + row(header, tag: "th", fragments) + "</thead>\n"
        if !rows.isEmpty {
            html += "<tbody>\n" + rows.map { row($0, tag: "td", fragments) }.joined() + "</tbody>\n"
        }
        return html + "</table>" + (following.map { "\n" + fragments[$0] } ?? "")
    }

    private func row(_ cells: [Int], tag: String, _ fragments: [String]) -> String {
        let cells = zip(cells, alignments).map { cell, alignment in
            let attribute = alignment.map { " align=\"\($0.rawValue)\"" } ?? ""
            return "<\(tag)\(attribute)>\(fragments[cell])</\(tag)>\n"
        }
        return "<tr>\n\(cells.joined())</tr>\n"
    }
}
