import LessonFormat
import LessonRun

/// One cell of the page: its code, what it gave, and how it ended.
struct CellHTML {
    let record: RunRecord
    let cell: CellRecord
    let pictures: [DrawnPictures.Drawn]

    private var view: CellView { CellView(cell) }

    func render() -> String {
        let id = HTMLRenderer.anchor(cell: cell.cell.id).htmlEscaped
        // Links to the cell still lead to its place.
        if view.isAbsent { return "<div id=\"\(id)\"></div>\n" }
        let kind =
            cell.outcome.isFailure ? "failed" : cell.outcome.isExpected ? "expected" : cell.outcome.kind.rawValue
        return """
            <section class="cell \(kind)" id="\(id)" aria-label="Cell \(cell.cell.id.htmlEscaped)">
            \(parts)\(failure)\(notRun)</section>

            """
    }

    /// Code and output; both folded away together where both are hidden.
    private var parts: String {
        let code = view.code == .absent ? "" : code
        let output = view.output == .absent ? "" : warnings + outputs + rebuilding
        switch (view.code, view.output) {
        case (.folded, .folded):
            return Self.folded("Code and output", code + output)
        default:
            return (view.code == .folded ? Self.folded("Code", code) : code)
                + (view.output == .folded && !output.isEmpty ? Self.folded("Output", output) : output)
        }
    }

    private static func folded(_ summary: String, _ html: String) -> String {
        "<details class=\"hidden\">\n<summary>\(summary)</summary>\n\(html)</details>\n"
    }

    private var code: String {
        let isMarked = cell.outcome.isFailure || cell.outcome.isExpected
        let marked =
            isMarked
            ? Set(
                cell.diagnostics.filter { $0.severity == .error }.compactMap(\.line)
                    + [cell.outcome.line].compactMap { $0 })
            : []
        let text = CodeHTML.render(
            cell.cell.code, firstLine: cell.cell.codeLine, marked: marked, isExpected: cell.outcome.isExpected)
        let label = cell.outcome.kind == .notRun ? nil : cell.outcome.label
        let tag = label.map { "<span class=\"tag\">\($0)</span>\n" } ?? ""
        return
            "<div class=\"code\">\n\(tag)<pre tabindex=\"0\"><code class=\"language-swift\">\(text)</code></pre>\n</div>\n"
    }

    /// The compiler's words about a cell that compiled all the same, or that was only type-checked.
    private var warnings: String {
        let words = cell.diagnostics.filter { $0.severity != .error || cell.outcome.kind == .notRun }
        if cell.outcome.kind == .compileError || words.isEmpty { return "" }
        return "<div class=\"notice\" role=\"note\">\n\(diagnostics(words))</div>\n"
    }

    private var outputs: String {
        let options = cell.cell.options
        var writer = OutputHTML(pictures: pictures[...], maxLines: options.maxLines)
        let html = cell.outputs.map { writer.html($0) }.joined() + expected
        let anchor = options.label.map { " id=\"\($0.htmlEscaped)\"" } ?? ""
        guard let caption = options.caption else {
            return html.isEmpty && anchor.isEmpty ? "" : "<div class=\"outputs\"\(anchor)>\n\(html)</div>\n"
        }
        return
            "<figure class=\"outputs\"\(anchor)>\n\(html)<figcaption>\(caption.htmlEscaped)</figcaption>\n</figure>\n"
    }

    /// The failure that the cell was to end in.
    private var expected: String {
        guard let headline = cell.outcome.expectedHeadline else { return "" }
        let place = cell.outcome.line.map { " (line \($0))" } ?? ""
        return """
            <div class="meant" role="group" aria-label="Expected outcome">
            <p><strong>\(headline.htmlEscaped)</strong>\(place)</p>
            \(explanation)</div>

            """
    }

    private var rebuilding: String { cell.rebuildingWords.map { "<p class=\"quiet\">\($0)</p>\n" } ?? "" }

    private var failure: String {
        guard let headline = cell.outcome.headline else { return "" }
        let place = cell.outcome.line.map { " (line \($0))" } ?? ""
        return """
            <div class="failure" role="group" aria-label="Failure">
            <p><strong>\(headline)</strong>\(place)</p>
            \(explanation)</div>

            """
    }

    /// What went wrong, in the compiler's words or the outcome's.
    private var explanation: String {
        let message = TerminalText(cell.outcome.message + cell.outcome.helpLine).plain
        let sentence = message.isEmpty ? "" : "<pre class=\"message\">\(message.htmlEscaped)</pre>\n"
        switch cell.outcome.kind {
        case .compileError: return cell.diagnostics.isEmpty ? sentence : diagnostics(cell.diagnostics)
        case .unmetExpectation: return sentence + diagnostics(cell.diagnostics.filter { $0.severity == .error })
        default: return sentence
        }
    }

    private var notRun: String {
        guard cell.outcome.kind == .notRun, let label = cell.outcome.label else { return "" }
        return "<p class=\"quiet\">\(TerminalText(label).plain.htmlEscaped)</p>\n"
    }

    private func diagnostics(_ diagnostics: [CompilerDiagnostic]) -> String {
        diagnostics.map { diagnostic in
            // The message may break on a narrow page; the code and the caret below it must not.
            let head = TerminalText(diagnostic.head(file: record.lesson)).plain.htmlEscaped
            let excerpt = TerminalText(diagnostic.excerpt).plain.htmlEscaped
            return "<pre tabindex=\"0\"><span class=\"head\">\(head)</span>"
                + (excerpt.isEmpty ? "" : "\n\(excerpt)") + "</pre>\n"
        }.joined()
    }
}
