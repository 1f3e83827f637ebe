import LessonFormat
import LessonRun

/// One cell of the page: its code, what it gave, and how it ended.
struct CellHTML {
    let record: RunRecord
    let cell: CellRecord
    let pictures: [DrawnPictures.Drawn]

    func render() -> String {
        let id = HTMLRenderer.anchor(cell: cell.cell.id).htmlEscaped
        let kind = cell.outcome.isFailure ? "failed" : cell.outcome.kind.rawValue
        return """
            <section class="cell \(kind)" id="\(id)" aria-label="Cell \(cell.cell.id.htmlEscaped)">
            \(code)\(warnings)\(outputs)\(failure)\(notRun)</section>

            """
    }

    private var code: String {
        let marked =
            cell.outcome.isFailure
            ? Set(
                cell.diagnostics.filter { $0.severity == .error }.compactMap(\.line)
                    + [cell.outcome.line].compactMap { $0 })
            : []
        let text = CodeHTML.render(cell.cell.code, firstLine: cell.cell.codeLine, marked: marked)
        let label = cell.outcome.kind == .notRun ? nil : cell.outcome.label
        let tag = label.map { "<span class=\"tag\">\($0)</span>\n" } ?? ""
        let block =
            "<div class=\"code\">\n\(tag)<pre tabindex=\"0\"><code class=\"language-swift\">\(text)</code></pre>\n</div>\n"
        return cell.cell.options.hide
            ? "<details class=\"hidden\">\n<summary>Code</summary>\n\(block)</details>\n" : block
    }

    /// The compiler's words about a cell that compiled all the same.
    private var warnings: String {
        let words = cell.diagnostics.filter { $0.severity != .error }
        if cell.outcome.kind == .compileError || words.isEmpty { return "" }
        return "<div class=\"notice\" role=\"note\">\n\(diagnostics(words))</div>\n"
    }

    private var outputs: String {
        var writer = OutputHTML(pictures: pictures[...])
        let html = cell.outputs.map { writer.html($0) }.joined()
        guard let caption = cell.cell.options.caption else {
            return html.isEmpty ? "" : "<div class=\"outputs\">\n\(html)</div>\n"
        }
        return "<figure class=\"outputs\">\n\(html)<figcaption>\(caption.htmlEscaped)</figcaption>\n</figure>\n"
    }

    private var failure: String {
        guard let headline = cell.outcome.headline else { return "" }
        let place = cell.outcome.line.map { " (line \($0))" } ?? ""
        let message = TerminalText(cell.outcome.message).plain
        let sentence = message.isEmpty ? "" : "<pre class=\"message\">\(message.htmlEscaped)</pre>\n"
        let words = cell.outcome.kind == .compileError ? diagnostics(cell.diagnostics) : ""
        return """
            <div class="failure" role="group" aria-label="Failure">
            <p><strong>\(headline)</strong>\(place)</p>
            \(cell.outcome.kind == .compileError && !words.isEmpty ? "" : sentence)\(words)</div>

            """
    }

    private var notRun: String {
        guard cell.outcome.kind == .notRun, let label = cell.outcome.label else { return "" }
        return "<p class=\"quiet\">\(TerminalText(label).plain.htmlEscaped)</p>\n"
    }

    private func diagnostics(_ diagnostics: [CompilerDiagnostic]) -> String {
        diagnostics.map { diagnostic in
            let text = TerminalText(diagnostic.text(file: record.lesson)).plain.htmlEscaped
            return "<pre tabindex=\"0\">\(text)</pre>\n"
        }.joined()
    }
}
