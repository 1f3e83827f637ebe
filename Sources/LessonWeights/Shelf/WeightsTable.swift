import Foundation
import Transfer

/// The files of pretrained weights as a table of text.
package struct WeightsTable {
    private struct Row {
        let cells: [String]
        let fileName: String
        let isHere: Bool
    }

    private let rows: [Row]
    private let folder: String
    private let width: Int?

    /// Makes a table for `width` columns; as wide as needed if nil.
    ///
    /// Where the names of files do not fit, those of files that are here stand below their lines.
    package init(_ entries: [WeightsShelf.Entry], folder: String, width: Int?) {
        self.folder = folder
        self.width = width
        rows = entries.map { entry in
            Row(
                cells: [
                    entry.file.model.rawValue, entry.file.variant, Self.size(of: entry.file), Self.word(for: entry),
                ],
                fileName: entry.file.fileName, isHere: entry.state != .missing)
        }
    }

    /// The table, headed by the folder.
    package var text: String {
        let heading = Row(cells: ["model", "variant", "size", "state"], fileName: "file", isHere: false)
        let all = [heading] + rows
        let widths = (0..<4).map { column in all.map { $0.cells[column].count }.max() ?? 0 }
        let names = all.map(\.fileName.count).max() ?? 0
        let fits = width.map { widths.reduce(names) { $0 + $1 + 2 } <= $0 } ?? true
        let lines = all.flatMap { row in
            let cells = (0..<4).map { column in
                let padding = String(repeating: " ", count: widths[column] - row.cells[column].count)
                return column == 2 ? padding + row.cells[column] : row.cells[column] + padding
            }
            let line = cells.joined(separator: "  ")
            if fits { return ["\(line)  \(row.fileName)"] }
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            return row.isHere ? [trimmed, "  \(row.fileName)"] : [trimmed]
        }
        return "Weights in \(folder) and among the engine's resources:\n\n" + lines.joined(separator: "\n")
    }

    private static func size(of file: PretrainedFile) -> String {
        file.byteCount.map(ByteCount.text) ?? "about " + ByteCount.text(file.parameterCount * 4)
    }

    private static func word(for entry: WeightsShelf.Entry) -> String {
        switch entry.state {
        case .ok: return entry.file.address == nil ? "ok, built in" : "ok"
        case .corrupt: return "corrupt"
        case .missing: return "missing"
        case .partial(let count, let total):
            guard let total, total > 0 else { return "partial" }
            return "partial, \(count * 100 / total) %"
        }
    }
}
