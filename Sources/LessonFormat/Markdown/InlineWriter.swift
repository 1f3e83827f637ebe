/// Turns pieces of inline Markdown into HTML with the link definitions of a whole document at hand.
///
/// libcmark knows link definitions only while it parses. So all pieces go into one further document that ends in the
/// original text: a cell as a heading, which holds inlines only; lines as they are; a thematic break after each piece.
struct InlineWriter {
    private var pieces: [String] = []

    /// Adds a table cell; returns its number.
    mutating func add(cell: String) -> Int {
        pieces.append("# \(cell) #")
        return pieces.count - 1
    }

    /// Adds a paragraph's lines; returns their number.
    mutating func add(lines: [String]) -> Int {
        pieces.append(lines.joined(separator: "\n"))
        return pieces.count - 1
    }

    /// The HTML of each piece, by number; `edit` is applied to the document first.
    func fragments(following source: SourceText, edit: (MarkdownDocument) -> Void) -> [String] {
        let text = pieces.map { $0 + "\n\n***\n\n" }.joined() + source.lines.joined(separator: "\n")
        guard let document = MarkdownDocument(text) else { return pieces.map(\.htmlEscaped) }
        edit(document)
        var fragments = [""]
        for node in document.topLevel {
            if node.kind == .thematicBreak {
                if fragments.count == pieces.count { break }
                fragments.append("")
            } else if node.kind == .heading {
                // Between `<h1>` and `</h1>` and its newline.
                fragments[fragments.count - 1] += node.html(allowingRawHTML: true).dropFirst(4).dropLast(6)
            } else {
                fragments[fragments.count - 1] += node.html(allowingRawHTML: true)
            }
        }
        return fragments
    }
}
