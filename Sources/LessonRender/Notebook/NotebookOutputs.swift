import Foundation
import LessonFormat
import LessonRun
import Transfer

/// A record's outputs as those of a notebook's cells.
struct NotebookOutputs {
    private let record: RunRecord
    private let pictures: DrawnPictures

    init(_ record: RunRecord) throws {
        self.record = record
        pictures = try DrawnPictures(record)
    }

    /// The outputs of a cell, given its execution count; nil where the record has none of this very code.
    func outputs(ofCell id: String, code: String) -> ((Int) -> [JSONValue])? {
        guard let cell = record.cells.first(where: { $0.cell.id == id && $0.cell.code == code }),
            ![.notRun, .compiled, .unshown].contains(cell.outcome.kind)
        else { return nil }
        return { outputs(of: cell, count: $0) }
    }

    private func outputs(of cell: CellRecord, count: Int) -> [JSONValue] {
        var drawn = pictures.pictures(of: cell)[...]
        let warnings = cell.diagnostics.filter { $0.severity == .warning }
        var outputs = warnings.map { stream("stderr", $0.text(file: record.lesson) + "\n") }
        for (index, output) in cell.outputs.enumerated() {
            switch output {
            case .stream(let stream, let text):
                outputs.append(self.stream(stream.rawValue, text))
            case .shown(.value(let value)) where index == cell.outputs.count - 1 && cell.outcome.kind == .ok:
                outputs.append(
                    .object([
                        "output_type": .string("execute_result"), "execution_count": .integer(count),
                        "data": .object(["text/plain": .lines(value.text)]), "metadata": .object([:]),
                    ]))
            case .shown(.warning(let text)):
                outputs.append(stream("stderr", "warning: \(text)\n"))
            case .shown(let shown):
                let (data, metadata) = data(of: shown, drawn: &drawn)
                outputs.append(
                    .object([
                        "output_type": .string("display_data"), "data": .object(data), "metadata": .object(metadata),
                    ]))
            }
        }
        // An expected failure is one in the notebook too.
        return outputs + (cell.outcome.isFailure || cell.outcome.isExpected ? [error(of: cell)] : [])
    }

    private func stream(_ name: String, _ text: String) -> JSONValue {
        .object(["output_type": .string("stream"), "name": .string(name), "text": .lines(text)])
    }

    private func data(
        of output: Output, drawn: inout ArraySlice<DrawnPictures.Drawn>
    ) -> (data: [String: JSONValue], metadata: [String: JSONValue]) {
        switch output {
        case .value(let value): return (["text/plain": .lines(value.text)], [:])
        case .table(let table):
            let plain = MarkdownTable(columns: table.columns, alignments: table.alignments, rows: table.rows).text
            return (["text/html": .lines(TableElement(table).html), "text/plain": .lines(plain)], [:])
        case .chart, .picture:
            guard let picture = drawn.popFirst(), let png = picture.themes.first?.png else { return ([:], [:]) }
            let metadata = picture.width.map { ["image/png": JSONValue.object(["width": .integer($0)])] }
            return (
                ["image/png": .string(png.base64EncodedString()), "text/plain": .lines(picture.altText)],
                metadata ?? [:]
            )
        case .metric(let metric):
            return (["text/plain": .lines("\(metric.name): \(NumberText.short(metric.value))")], [:])
        case .training(let log):
            let table = TrainingTable(log)
            let right = table.columns.map { _ in Table.Alignment.right }
            let html = TableElement(columns: table.columns, alignments: right, rows: table.rows).html
            let plain = MarkdownTable(columns: table.columns, alignments: right, rows: table.rows).text
            let notes = log.notes.map { "<p>\($0.htmlEscaped)</p>\n" }.joined()
            return (
                [
                    "text/html": .lines(html + notes),
                    "text/plain": .lines(([plain] + log.notes).joined(separator: "\n")),
                ], [:]
            )
        case .warning(let text): return (["text/plain": .lines(text)], [:])
        }
    }

    private func error(of cell: CellRecord) -> JSONValue {
        let place = "\(record.lesson):\(cell.outcome.line ?? cell.cell.fenceLine)"
        let message = cell.outcome.message.isEmpty ? cell.outcome.kind.title : cell.outcome.message
        let errors = cell.outcome.kind == .compileError ? cell.diagnostics.filter { $0.severity != .warning } : []
        let trace =
            errors.isEmpty
            ? ["\(place): \(cell.outcome.kind.title): \(message)\(cell.outcome.helpLine)"]
            : errors.map { $0.text(file: record.lesson) }
        return .object([
            "output_type": .string("error"), "ename": .string(cell.outcome.kind.title), "evalue": .string(message),
            "traceback": .array(trace.map { .string($0) }),
        ])
    }
}
