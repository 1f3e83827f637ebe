import LessonFormat
package import LessonRun

/// The run record as one self-contained page: style, script and pictures inside, nothing fetched.
///
/// The page is well-formed XML besides being HTML. It depends on the record and the context alone.
package struct HTMLRenderer {
    let record: RunRecord
    let pictures: DrawnPictures
    let context: PageContext

    /// Makes a renderer for a record whose pictures are drawn.
    package init(_ record: RunRecord, pictures: DrawnPictures, context: PageContext) {
        self.record = record
        self.pictures = pictures
        self.context = context
    }

    /// The page.
    package func render() -> String { Self.withoutControls(page) }

    /// XML admits of the control characters only tabs and line endings, and a lesson's prose may hold any.
    private static func withoutControls(_ page: String) -> String {
        String(decoding: page.utf8.filter { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A }, as: UTF8.self)
    }

    private var page: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>\(record.title.htmlEscaped)</title>
        <style>
        \(PageStyle.css)</style>
        </head>
        <body>
        <a class="skip" href="#lesson.content">Skip to the lesson</a>
        <button type="button" id="lesson.theme" class="theme" hidden="" aria-label="Switch between light and dark">◐</button>
        <div class="page">
        \(contents)<main id="lesson.content">
        <header>
        \(title)\(banner)</header>
        \(record.blocks.map(block).joined())\(metrics)</main>
        </div>
        \(footer)<script>
        \(PageScript.javaScript)</script>
        </body>
        </html>

        """
    }

    private func block(_ block: RunRecord.Block) -> String {
        switch block {
        case .prose(let prose):
            prose.html.isEmpty ? "" : "<div class=\"prose\">\n\(html(of: prose))</div>\n"
        case .cell(let cell):
            CellHTML(record: record, cell: cell, pictures: pictures.pictures(of: cell)).render()
        }
    }

    private func html(of prose: Prose) -> String {
        ProseHTML.filled(ProseHTML(context: context).render(prose.html), with: prose.values, of: record)
    }

    /// The title as a heading, unless the prose begins with it.
    private var title: String {
        record.beginsWithTitle ? "" : "<h1 class=\"title\">\(record.title.htmlEscaped)</h1>\n"
    }

    /// Says at the top what kind of run this was, and whether and where it did not end well.
    private var banner: String {
        let notices = record.notices.map { "<p class=\"banner note\" role=\"note\">\($0.htmlEscaped)</p>\n" }.joined()
        guard let words = record.statusWords else { return notices }
        let link = record.cells.first { $0.outcome.isFailure }.map { cell in
            " <a href=\"#\(Self.anchor(cell: cell.cell.id))\">Go to cell <code>\(cell.cell.name.htmlEscaped)</code></a>"
        }
        return notices + "<p class=\"banner\" role=\"status\">\(words)\(link ?? "")</p>\n"
    }

    /// The headings as links: beside the lesson on a wide page, folded above it on a narrow one.
    private var contents: String {
        let entries = record.headings.enumerated().compactMap { index, heading -> String? in
            if heading.level > 3 || (index == 0 && record.beginsWithTitle) { return nil }
            return "<li class=\"level\(heading.level)\"><a href=\"#\(heading.anchor.htmlEscaped)\">"
                + "\(heading.text.htmlEscaped)</a></li>\n"
        }
        if entries.isEmpty { return "" }
        let list = "<ul>\n\(entries.joined())</ul>\n"
        return """
            <nav class="contents" aria-label="Contents">
            <div class="wide">
            <p>Contents</p>
            \(list)</div>
            <details class="narrow">
            <summary>Contents</summary>
            \(list)</details>
            </nav>

            """
    }

    private var metrics: String {
        if record.metrics.isEmpty { return "" }
        let rows = record.metrics.map { metric in
            let cell = metric.cell.htmlEscaped
            return "<tr><th scope=\"row\"><code>\(TerminalText(metric.name).plain.htmlEscaped)</code></th>"
                + "<td class=\"right\">\(NumberText.short(metric.value))</td>"
                + "<td><a href=\"#\(Self.anchor(cell: metric.cell).htmlEscaped)\">\(cell)</a></td></tr>\n"
        }
        return """
            <section class="metrics" aria-labelledby="lesson.metrics">
            <h2 id="lesson.metrics">Metrics</h2>
            <div class="scroll">
            <table>
            <thead>
            <tr><th scope="col">metric</th><th scope="col" class="right">value</th><th scope="col">cell</th></tr>
            </thead>
            <tbody>
            \(rows.joined())</tbody>
            </table>
            </div>
            </section>

            """
    }

    private var footer: String {
        let host = record.host
        let facts =
            record.facts + [
                "\(host.cores) \(host.cores == 1 ? "core" : "cores")", NumberText.duration(host.seconds), host.date,
            ]
        let items = facts.filter { !$0.isEmpty }.map { "<li>\($0.htmlEscaped)</li>\n" }
        return "<footer>\n<ul aria-label=\"About this run\">\n\(items.joined())</ul>\n</footer>\n"
    }

    /// The `id` of a cell; no heading's anchor holds a dot.
    static func anchor(cell id: String) -> String { "cell.\(id)" }
}
