extension Chart {
    /// A chart's numbers as text, for readers who cannot see the drawing.
    public struct DataTable: Codable, Hashable, Sendable {
        /// The columns' names; the first column names the rows.
        public var columns: [String]
        /// The cells, row by row; each row as long as there are columns.
        public var rows: [[String]]

        /// Makes a table from its columns' names and rows.
        public init(columns: [String], rows: [[String]]) {
            self.columns = columns
            self.rows = rows
        }
    }

    /// The chart's numbers: of lines, a row for each place on the x axis and a column for each line; of a heatmap, its
    /// rows and columns; of an architecture, a row for each layer.
    ///
    /// Numbers have up to six significant digits; a place where a line has no point is an empty cell.
    public var dataTable: DataTable {
        switch content {
        case .lines(let chart): chart.dataTable
        case .heatmap(let heatmap): heatmap.dataTable
        case .architecture(let architecture): architecture.dataTable
        }
    }
}

extension LineChart {
    fileprivate var dataTable: Chart.DataTable {
        let columns = series.map { series in
            Dictionary(zip(series.x, series.y).filter { $0.0.isFinite }, uniquingKeysWith: { _, last in last })
        }
        let places = Set(columns.flatMap(\.keys)).sorted()
        return Chart.DataTable(
            columns: [xLabel] + series.map(\.name),
            rows: places.map { place in
                [NumberText.precise(place)] + columns.map { $0[place].map(NumberText.precise) ?? "" }
            })
    }
}

extension Heatmap {
    fileprivate var dataTable: Chart.DataTable {
        let columns = max(columnNames.count, values.map(\.count).max() ?? 0)
        return Chart.DataTable(
            columns: ["\(rowLabel) \\ \(columnLabel)"] + (0..<columns).map { Self.name($0, in: columnNames) },
            rows: values.enumerated().map { row, values in
                let missing = [String](repeating: "", count: columns - values.count)
                return [Self.name(row, in: rowNames)] + values.map(NumberText.precise) + missing
            })
    }
}
