import Foundation

/// Outputs as plain text.
enum OutputText {
    static func text(of output: Output) -> String {
        switch output {
        case .value(let value): value.text
        case .table(let table): text(of: table)
        case .chart(let chart): text(of: chart)
        case .picture(let picture): "[picture of \(picture.width)×\(picture.height) pixels: \(picture.altText)]"
        case .metric(let metric): "\(metric.name) = \(metric.value)"
        // The epochs have been printed as they ended.
        case .training(let log): log.notes.joined(separator: "\n")
        case .warning(let sentence): "warning: \(sentence)"
        }
    }

    private static func text(of table: Table) -> String {
        let lines = [table.columns] + table.rows
        let widths = table.columns.indices.map { column in
            lines.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return lines.map { cells in
            let padded = zip(cells, widths).enumerated().map { column, cell in
                let space = max(0, cell.1 - cell.0.count)
                let left =
                    switch table.alignments[column] {
                    case .left: 0
                    case .center: space / 2
                    case .right: space
                    }
                return String(repeating: " ", count: left) + cell.0 + String(repeating: " ", count: space - left)
            }
            return padded.joined(separator: "  ").replacing(/\s+$/, with: "")
        }.joined(separator: "\n")
    }

    private static func text(of chart: Chart) -> String {
        switch chart.content {
        case .lines(let lines):
            let series = lines.series.map { series in
                let values = series.y.filter(\.isFinite)
                guard let first = values.first, let last = values.last else { return "\(series.name): no values" }
                return "\(series.name): " + String(format: "%.4g to %.4g", first, last)
            }
            return "[chart \(chart.title): \(lines.yLabel) by \(lines.xLabel); \(series.joined(separator: "; "))]"
        case .architecture: return "[\(chart.altText)]"
        case .heatmap(let map):
            return text(
                of: Table(
                    columns: ["\(map.rowLabel) \\ \(map.columnLabel)"] + map.columnNames,
                    alignments: [.left] + map.columnNames.map { _ in .right },
                    rows: zip(map.rowNames, map.values).map { name, values in
                        [name] + values.map { String(format: "%g", $0) }
                    }))
        }
    }
}
