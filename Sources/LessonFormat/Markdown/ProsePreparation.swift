/// Edits a document's tree so that each block at top level can be written as the page's HTML.
///
/// 1. Comments vanish. Other raw HTML vanishes too unless it is allowed.
/// 2. Links and images to `javascript:`, `vbscript:`, `file:` and non-picture `data:` addresses lose their target.
/// 3. A list item that begins with `[ ]` or `[x]` gets a check box.
/// 4. A paragraph that holds a pipe table becomes a table (`PipeTable` has its rules).
/// 5. A heading gets an `id`, unique in the lesson.
///
/// The number of blocks at top level stays the same.
struct ProsePreparation {
    /// The document's text, which tables are read from.
    let source: SourceText
    /// Whether raw HTML reaches the page.
    let allowsHTML: Bool

    /// Edits the document.
    ///
    /// - Returns: the headings inside each block at top level.
    func apply(to document: MarkdownDocument) -> [[Heading]] {
        editInlines(document)
        addCheckBoxes(document)
        replaceTables(document)
        return replaceHeadings(document)
    }

    private func editInlines(_ document: MarkdownDocument) {
        for node in document.allNodes {
            switch node.kind {
            case .htmlBlock where !allowsHTML || Self.isComment(node.literal):
                node.replaceBlock(withHTML: "")
            case .htmlInline where !allowsHTML || Self.isComment(node.literal):
                node.remove()
            case .link, .image:
                if Self.isDangerous(node.url) { node.setURL("") }
            default:
                break
            }
        }
    }

    private func addCheckBoxes(_ document: MarkdownDocument) {
        for node in document.allNodes where node.kind == .item {
            guard let paragraph = node.children.first, paragraph.kind == .paragraph,
                let text = paragraph.children.first, text.kind == .text
            else { continue }
            let isChecked = text.literal.hasPrefix("[x] ") || text.literal.hasPrefix("[X] ")
            guard isChecked || text.literal.hasPrefix("[ ] ") else { continue }
            text.setLiteral(String(text.literal.dropFirst(4)))
            let checked = isChecked ? "checked=\"\" " : ""
            text.insertBefore(inlineHTML: "<input type=\"checkbox\" \(checked)disabled=\"\" /> ")
        }
    }

    private func replaceTables(_ document: MarkdownDocument) {
        var found: [(node: MarkdownDocument.Node, table: PipeTable)] = []
        for node in document.allNodes where node.kind == .paragraph && node.lines.last > node.lines.first {
            let lines = ParagraphLines(node, in: source)
            if let table = PipeTable(paragraph: lines.texts, lazyLines: lines.lazy) { found.append((node, table)) }
        }
        if found.isEmpty { return }
        var writer = InlineWriter()
        let tables = found.map { TableHTML($0.table, writer: &writer) }
        let fragments = writer.fragments(following: source) { editInlines($0) }
        for ((node, _), table) in zip(found, tables) { node.replaceBlock(withHTML: table.html(fragments)) }
    }

    private func replaceHeadings(_ document: MarkdownDocument) -> [[Heading]] {
        var anchors = HeadingAnchors()
        return document.topLevel.map { block in
            ([block] + block.descendants).filter { $0.kind == .heading }.map { node in
                let text = node.plainText
                let heading = Heading(level: node.headingLevel, text: text, anchor: anchors.anchor(for: text))
                let html = node.html(allowingRawHTML: allowsHTML)
                let id = " id=\"\(heading.anchor.htmlEscaped)\""
                // The opening tag is `<h1>` to `<h6>`: the attribute goes after its third character.
                node.replaceBlock(withHTML: html.prefix(3) + id + html.dropFirst(3).trimmingNewline)
                return heading
            }
        }
    }

    private static func isComment(_ html: String) -> Bool {
        let html = html.split(whereSeparator: \.isNewline).joined(separator: "\n").trimmed
        guard html.hasPrefix("<!--"), html.hasSuffix("-->") else { return false }
        return !html.dropFirst(4).dropLast(3).contains("-->")
    }

    private static func isDangerous(_ url: String) -> Bool {
        let scheme = String(String.UnicodeScalarView(url.unicodeScalars.filter { $0.value > 32 })).lowercased()
        if scheme.hasPrefix("data:") {
            return !["png", "gif", "jpeg", "webp"].contains { scheme.hasPrefix("data:image/\($0)") }
        }
        return ["javascript:", "vbscript:", "file:"].contains { scheme.hasPrefix($0) }
    }
}

extension MarkdownDocument.Node {
    /// The text below the node without markup.
    var plainText: String {
        descendants.map { node in
            switch node.kind {
            case .text, .code: node.literal
            case .softBreak, .lineBreak: " "
            default: ""
            }
        }.joined().trimmed
    }
}

extension Substring {
    fileprivate var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : String(self) }
}
