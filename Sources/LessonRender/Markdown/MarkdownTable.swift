import Transfer

/// A table of text as a pipe table.
struct MarkdownTable {
    let columns: [String]
    let alignments: [Table.Alignment]
    let rows: [[String]]

    /// The table's lines, without the last line ending.
    var text: String {
        let delimiters = columns.indices.map { index in
            switch alignments.indices.contains(index) ? alignments[index] : .left {
            case .left: "---"
            case .center: ":-:"
            case .right: "--:"
            }
        }
        return ([row(columns), "| \(delimiters.joined(separator: " | ")) |"] + rows.map(row)).joined(separator: "\n")
    }

    private func row(_ cells: [String]) -> String {
        "| \(cells.map { $0.markdownEscaped.replacing("|", with: "\\|") }.joined(separator: " | ")) |"
    }
}
