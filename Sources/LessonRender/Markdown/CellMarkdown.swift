import Figures
import Foundation
import LessonFormat
import LessonRun
import Transfer

/// One cell of the Markdown page: its code, what it gave, and how it ended.
struct CellMarkdown {
    let record: RunRecord
    let cell: CellRecord
    let pictures: [DrawnPictures.Drawn]
    let stem: String

    /// The blocks that make up the cell, in order.
    var parts: [String] {
        let view = CellView(cell)
        let code = view.code == .absent ? [] : code
        let output = view.output == .absent ? [] : warnings + outputs + rebuilding
        switch (view.code, view.output) {
        case (.folded, .folded):
            return Self.folded("Code and output", code + output) + failure
        default:
            return (view.code == .folded ? Self.folded("Code", code) : code)
                + (view.output == .folded ? Self.folded("Output", output) : output) + failure
        }
    }

    private static func folded(_ summary: String, _ parts: [String]) -> [String] {
        parts.isEmpty
            ? [] : ["<details>\n<summary>\(summary)</summary>\n\n\(parts.joined(separator: "\n\n"))\n\n</details>"]
    }

    private var code: [String] {
        [fence(cell.cell.code, language: "swift")]
            + (cell.outcome.label.map { ["*\($0.markdownEscaped)*"] } ?? [])
    }

    /// The compiler's words about a cell that compiled all the same.
    private var warnings: [String] {
        if cell.outcome.kind == .notRun, !cell.diagnostics.isEmpty { return [fence(diagnostics(cell.diagnostics))] }
        let words = cell.diagnostics.filter { $0.severity != .error }
        return words.isEmpty || cell.diagnostics.count > words.count ? [] : [fence(diagnostics(words))]
    }

    private var outputs: [String] {
        let options = cell.cell.options
        var number = 0
        return (options.label.map { ["<a id=\"\($0)\"></a>"] } ?? [])
            + cell.outputs.flatMap { blocks(for: $0, number: &number) }
            + (cell.outcome.expectedHeadline.map(box) ?? [])
            + (options.caption.map { ["*\($0.markdownEscaped)*"] } ?? [])
    }

    private var rebuilding: [String] { cell.rebuildingWords.map { ["*\($0)*"] } ?? [] }

    private func blocks(for output: CellOutput, number: inout Int) -> [String] {
        switch output {
        case .stream(let stream, let text):
            let text = TerminalText(text).plain
            if text.isEmpty { return [] }
            return stream == .stdout ? [shortened(text)] : ["Standard error:", shortened(text)]
        case .shown(.value(let value)):
            return [shortened(TerminalText(value.text).plain)]
        case .shown(.table(let table)):
            return blocks(for: table)
        case .shown(.chart), .shown(.picture):
            guard pictures.indices.contains(number) else { return [] }
            number += 1
            let path = DrawnPictures.path(stem: stem, cell: cell.cell.id, number: number)
            let target = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
            return ["![\(pictures[number - 1].altText.markdownEscaped)](\(target))"]
        case .shown(.metric(let metric)):
            return ["**\(metric.name.markdownEscaped)**: \(NumberText.short(metric.value))"]
        case .shown(.training(let log)):
            return training(log)
        case .shown(.warning(let text)):
            return ["> [!WARNING]\n> \(text.markdownLine)"]
        }
    }

    private func training(_ log: TrainingLog) -> [String] {
        let table = TrainingTable(log)
        func text(_ rows: [[String]]) -> String {
            MarkdownTable(columns: table.columns, alignments: table.columns.map { _ in .right }, rows: rows).text
        }
        var parts = table.rows.isEmpty ? [] : [text(table.shortened ?? table.rows)]
        if table.shortened != nil {
            parts.append(
                "<details>\n<summary>All \(table.rows.count) epochs</summary>\n\n\(text(table.rows))\n\n</details>")
        }
        if !log.notes.isEmpty { parts.append(log.notes.map { "- \($0.markdownLine)" }.joined(separator: "\n")) }
        return parts
    }

    private var failure: [String] {
        cell.outcome.headline.map(box) ?? []
    }

    /// What happened, and where, and in the compiler's words or the outcome's why.
    private func box(_ headline: String) -> [String] {
        let place = cell.outcome.line.map { " (line \($0))" } ?? ""
        let message = TerminalText(cell.outcome.message + cell.outcome.helpLine).plain
        let words =
            switch cell.outcome.kind {
            case .compileError where !cell.diagnostics.isEmpty:
                diagnostics(cell.diagnostics)
            case .unmetExpectation:
                ([message] + [diagnostics(cell.diagnostics.filter { $0.severity == .error })])
                    .filter { !$0.isEmpty }.joined(separator: "\n")
            default: message
            }
        return ["**\(headline.markdownEscaped)**\(place)"] + (words.isEmpty ? [] : [fence(words)])
    }

    private func shortened(_ text: String) -> String {
        let short = ShortenedText(text, maxLines: cell.cell.options.maxLines)
        return fence(short.text + short.note)
    }

    private func blocks(for table: Table) -> [String] {
        let rows = table.rows.prefix(cell.cell.options.maxLines ?? .max)
        let text = MarkdownTable(columns: table.columns, alignments: table.alignments, rows: Array(rows)).text
        let left = table.rows.count - rows.count
        return [text] + (left > 0 ? [ShortenedText.note(left, of: "row")] : [])
    }

    private func diagnostics(_ diagnostics: [CompilerDiagnostic]) -> String {
        diagnostics.map { TerminalText($0.text(file: record.lesson)).plain }.joined(separator: "\n")
    }

    /// A fence longer than any run of backticks inside.
    private func fence(_ text: String, language: String = "text") -> String {
        let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
        let marker = String(repeating: "`", count: max(3, longest + 1))
        let ending = text.isEmpty || text.hasSuffix("\n") ? "" : "\n"
        return "\(marker)\(language)\n\(text)\(ending)\(marker)"
    }
}
