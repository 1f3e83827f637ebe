import Figures
import Foundation
import LessonFormat
import LessonRun
import Transfer

/// What a cell printed and showed, one output after the other.
struct OutputHTML {
    /// The cell's pictures that are still to come.
    var pictures: ArraySlice<DrawnPictures.Drawn>
    /// How many lines of a text and rows of a table are shown; nil for all.
    var maxLines: Int?

    /// The HTML of the next output.
    mutating func html(_ output: CellOutput) -> String {
        switch output {
        case .stream(.stdout, let text): stream(text, kind: "stdout", label: "Printed")
        case .stream(.stderr, let text): stream(text, kind: "stderr", label: "Standard error")
        case .shown(.value(let value)): shown(value)
        case .shown(.table(let table)): shown(table)
        case .shown(.chart(let chart)): picture() + data(of: chart)
        case .shown(.picture): picture()
        case .shown(.metric(let metric)):
            "<p class=\"metric\"><code>\(clean(metric.name))</code> <strong>\(NumberText.short(metric.value))</strong></p>\n"
        case .shown(.training(let log)): training(log)
        case .shown(.warning(let text)):
            "<p class=\"warning\" role=\"note\"><strong>Warning:</strong> \(clean(text))</p>\n"
        }
    }

    private func clean(_ text: String) -> String { TerminalText(text).plain.htmlEscaped }

    private func stream(_ text: String, kind: String, label: String) -> String {
        if TerminalText(text).html.isEmpty { return "" }
        return shortened(text) { html in
            "<pre class=\"\(kind)\" role=\"group\" aria-label=\"\(label)\" tabindex=\"0\">\(html)</pre>\n"
        }
    }

    private func shown(_ value: ShownValue) -> String {
        shortened(value.text) { html in
            "<div class=\"value\"><pre role=\"group\" aria-label=\"Value\" tabindex=\"0\">\(html)</pre>"
                + "<span class=\"type\">\(clean(value.type))</span></div>\n"
        }
    }

    /// A text in its element; of a long one the first lines, and the whole folded away below.
    private func shortened(_ text: String, element: (String) -> String) -> String {
        let short = ShortenedText(text, maxLines: maxLines)
        guard let count = short.lineCount else { return element(TerminalText(text).html) }
        return element(TerminalText(short.text).html + short.note)
            + "<details>\n<summary>All \(count) lines</summary>\n\(element(TerminalText(text).html))</details>\n"
    }

    private func shown(_ table: Table) -> String {
        guard let maxLines, table.rows.count > maxLines else { return TableElement(table).html }
        var short = table
        short.rows = Array(table.rows.prefix(maxLines))
        return TableElement(short).html
            + "<details>\n<summary>All \(table.rows.count) rows</summary>\n\(TableElement(table).html)</details>\n"
    }

    /// A chart as light and dark twins, of which the page shows one; each has a form for narrow screens.
    private mutating func picture() -> String {
        guard let drawn = pictures.popFirst() else { return "" }
        let images = drawn.themes.map { image($0, drawn) }.joined()
        return "<div class=\"picture\">\n\(images)</div>\n"
    }

    private func image(_ theme: DrawnPictures.Themed, _ drawn: DrawnPictures.Drawn) -> String {
        let width = drawn.width.map { " width=\"\($0)\"" } ?? ""
        let image = "<img\(width) alt=\"\(clean(drawn.altText))\" src=\"\(Self.address(theme.png))\" />"
        guard let name = theme.name else { return image + "\n" }
        let narrow = theme.narrow.map {
            "<source media=\"(max-width: 30rem)\" srcset=\"\(Self.address($0))\" />"
        }
        return "<picture class=\"\(name)\">\(narrow ?? "")\(image)</picture>\n"
    }

    private static func address(_ png: Data) -> String { "data:image/png;base64,\(png.base64EncodedString())" }

    private func data(of chart: Chart) -> String {
        let table = chart.dataTable
        if table.rows.isEmpty { return "" }
        let element = TableElement(
            columns: table.columns, alignments: table.columns.map { _ in .right }, rows: table.rows)
        return "<details>\n<summary>Data of the chart</summary>\n\(element.html)</details>\n"
    }

    private func training(_ log: TrainingLog) -> String {
        let table = TrainingTable(log)
        func element(_ rows: [[String]]) -> String {
            TableElement(columns: table.columns, alignments: table.columns.map { _ in .right }, rows: rows).html
        }
        var html = table.rows.isEmpty ? "" : element(table.shortened ?? table.rows)
        if table.shortened != nil {
            html += "<details>\n<summary>All \(table.rows.count) epochs</summary>\n\(element(table.rows))</details>\n"
        }
        if !log.notes.isEmpty {
            html += "<ul class=\"notes\">\n\(log.notes.map { "<li>\(clean($0))</li>\n" }.joined())</ul>\n"
        }
        return "<div class=\"training\">\n\(html)</div>\n"
    }
}
