import Foundation
import Transfer

/// The files of pretrained weights as a table of text.
package struct WeightsTable {
    private let rows: [[String]]
    private let folder: String
    private let width: Int?

    /// Makes a table at most `width` columns wide, where the names of files are shortened; as wide as needed if nil.
    package init(_ entries: [WeightsShelf.Entry], folder: String, width: Int?) {
        self.folder = folder
        self.width = width
        rows = entries.map { entry in
            [
                entry.file.model.rawValue, entry.file.variant, Self.size(of: entry.file), Self.word(for: entry),
                entry.file.fileName,
            ]
        }
    }

    /// The table, headed by the folder.
    package var text: String {
        let all = [["model", "variant", "size", "state", "file"]] + rows
        let widths = (0..<4).map { column in all.map { $0[column].count }.max() ?? 0 }
        let lines = all.map { row in
            let cells = (0..<4).map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return column == 2 ? padding + row[column] : row[column] + padding
            }
            let start = cells.joined(separator: "  ") + "  "
            return start + shorten(row[4], to: width.map { $0 - start.count })
        }
        return "Weights in \(folder) and among the engine's resources:\n\n" + lines.joined(separator: "\n")
    }

    /// Leaves the middle out of a name; its end says what it is for.
    private func shorten(_ name: String, to count: Int?) -> String {
        guard let count, name.count > count else { return name }
        guard count >= 8 else { return "" }
        let tail = (count - 1) * 2 / 3
        return name.prefix(count - 1 - tail) + "…" + name.suffix(tail)
    }

    private static func size(of file: PretrainedFile) -> String {
        file.byteCount.map(ByteCount.text) ?? "about " + ByteCount.text(file.parameterCount * 4)
    }

    private static func word(for entry: WeightsShelf.Entry) -> String {
        switch entry.state {
        case .ok: return entry.file.address == nil ? "ok, built in" : "ok"
        case .corrupt: return "corrupt"
        case .missing: return "missing"
        case .partial(let count):
            guard let total = entry.file.byteCount else { return "partial" }
            return "partial, \(count * 100 / total) %"
        }
    }
}
