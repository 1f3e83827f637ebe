/// A paragraph's lines as its container sees them.
struct ParagraphLines {
    /// The lines without the marks of the quotations around them; inside a list item also without indentation.
    private(set) var texts: [String] = []
    /// The indices of the lines that lack those marks, or the item's indentation.
    private(set) var lazy: Set<Int> = []

    init(_ paragraph: MarkdownDocument.Node, in source: SourceText) {
        let (first, last) = paragraph.lines
        guard first >= 1, last <= source.lines.count, last >= first else { return }
        let (depth, itemColumn) = Self.containers(of: paragraph)
        let start = Array(source.lines[first - 1].utf8).dropFirst(paragraph.startColumn - 1)
        texts = [String(decoding: start, as: UTF8.self)]
        for line in source.lines[first..<last] {
            var rest = line[...]
            var found = 0
            while found < depth {
                let marked = rest.drop { $0 == " " }
                guard marked.first == ">" else { break }
                rest = marked.dropFirst()
                if rest.first == " " { rest = rest.dropFirst() }
                found += 1
            }
            let column = line.count - rest.drop { $0 == " " || $0 == "\t" }.count
            let hasTab = line.prefix(column).contains("\t")
            if found < depth || (column < itemColumn && !hasTab) { lazy.insert(texts.count) }
            texts.append(itemColumn > 0 ? rest.trimmed : String(rest))
        }
    }

    /// How many quotations there are around a node, and the column that the innermost list item's content begins at.
    private static func containers(of node: MarkdownDocument.Node) -> (quotations: Int, itemColumn: Int) {
        var quotations = 0
        var itemColumn = 0
        var ancestor = node.parent
        while let container = ancestor {
            if container.kind == .blockQuote { quotations += 1 }
            if container.kind == .item, itemColumn == 0 {
                itemColumn = max((container.children.first?.startColumn ?? 1) - 1, 1)
            }
            ancestor = container.parent
        }
        return (quotations, itemColumn)
    }
}
