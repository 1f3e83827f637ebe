/// The table of a model's summary, with Keras 3's lines and widths.
struct SummaryTable {
    /// A layer.
    struct Row {
        let name: String
        let kind: String
        let shape: String
        let parameters: String
        let connections: String
        let trainable: String
    }

    private enum Column {
        case layer, shape, parameters, connections, trainable

        var heading: String {
            switch self {
            case .layer: "Layer (type)"
            case .shape: "Output Shape"
            case .parameters: "Param #"
            case .connections: "Connected to"
            case .trainable: "Trainable"
            }
        }
    }

    private let columns: [(column: Column, width: Int)]

    init(hasConnections: Bool, hasTrainable: Bool) {
        columns =
            switch (hasConnections, hasTrainable) {
            case (false, false): [(.layer, 36), (.shape, 27), (.parameters, 15)]
            // Keras gives this last column 7 places, which cut its heading.
            case (false, true): [(.layer, 36), (.shape, 28), (.parameters, 14), (.trainable, 9)]
            case (true, false): [(.layer, 29), (.shape, 25), (.parameters, 15), (.connections, 26)]
            case (true, true):
                [(.layer, 29), (.shape, 25), (.parameters, 16), (.connections, 25), (.trainable, 9)]
            }
    }

    func text(_ rows: [Row]) -> String {
        var lines = [rule("┏", "━", "┳", "┓")]
        lines.append(line(columns.map { aligned($0.column.heading, $0.column, $0.width) }, "┃"))
        lines.append(rule("┡", "━", "╇", "┩"))
        for (number, row) in rows.enumerated() {
            if number > 0 { lines.append(rule("├", "─", "┼", "┤")) }
            let cells = columns.map { cell(row, $0.column, $0.width) }
            for index in 0..<(cells.map(\.count).max() ?? 0) {
                let parts = zip(cells, columns).map { cell, column in
                    aligned(index < cell.count ? cell[index] : "", column.column, column.width)
                }
                lines.append(line(parts, "│"))
            }
        }
        lines.append(rule("└", "─", "┴", "┘"))
        return lines.joined(separator: "\n")
    }

    private func rule(_ left: String, _ dash: String, _ middle: String, _ right: String) -> String {
        left + columns.map { String(repeating: dash, count: $0.width + 2) }.joined(separator: middle) + right
    }

    private func line(_ cells: [String], _ bar: String) -> String {
        bar + cells.map { " \($0) " }.joined(separator: bar) + bar
    }

    private func cell(_ row: Row, _ column: Column, _ width: Int) -> [String] {
        switch column {
        case .layer:
            let whole = "\(row.name) (\(row.kind))"
            return whole.count <= width ? [whole] : [row.name, "(\(row.kind))"].map { cut($0, width) }
        case .shape: return wrapped(row.shape, width)
        case .parameters: return [row.parameters]
        case .connections: return wrapped(row.connections, width)
        case .trainable: return [row.trainable]
        }
    }

    private func cut(_ text: String, _ width: Int) -> String {
        text.count <= width ? text : text.prefix(width - 1) + "…"
    }

    private func wrapped(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.map { cut($0, width) }
    }

    private func aligned(_ text: String, _ column: Column, _ width: Int) -> String {
        let space = max(0, width - text.count)
        func blank(_ count: Int) -> String { String(repeating: " ", count: count) }
        return switch column {
        case .parameters: blank(space) + text
        case .trainable: blank(space / 2) + text + blank(space - space / 2)
        default: text + blank(space)
        }
    }
}
