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
        var parts = [code]
        if let label = cell.outcome.label { parts.append("*\(label.markdownEscaped)*") }
        if cell.outcome.kind != .compileError {
            let warnings = cell.diagnostics.filter { $0.severity != .error }
            if !warnings.isEmpty { parts.append(fence(diagnostics(warnings))) }
        }
        var number = 0
        for output in cell.outputs { parts += blocks(for: output, number: &number) }
        if let caption = cell.cell.options.caption { parts.append("*\(caption.markdownEscaped)*") }
        return parts + failure
    }

    private var code: String {
        let code = fence(cell.cell.code, language: "swift")
        return cell.cell.options.hide ? "<details>\n<summary>Code</summary>\n\n\(code)\n\n</details>" : code
    }

    private func blocks(for output: CellOutput, number: inout Int) -> [String] {
        switch output {
        case .stream(let stream, let text):
            let text = TerminalText(text).plain
            if text.isEmpty { return [] }
            return stream == .stdout ? [fence(text)] : ["Standard error:", fence(text)]
        case .shown(.value(let value)):
            return [fence(TerminalText(value.text).plain)]
        case .shown(.table(let table)):
            return [MarkdownTable(columns: table.columns, alignments: table.alignments, rows: table.rows).text]
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
        guard let headline = cell.outcome.headline else { return [] }
        let place = cell.outcome.line.map { " (line \($0))" } ?? ""
        let words =
            cell.outcome.kind == .compileError && !cell.diagnostics.isEmpty
            ? diagnostics(cell.diagnostics) : TerminalText(cell.outcome.message).plain
        return ["**\(headline)**\(place)"] + (words.isEmpty ? [] : [fence(words)])
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
