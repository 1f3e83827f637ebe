/// A chart as data: what is drawn, in which order, with which words; the drawing itself is `png(theme:)`.
public struct Chart: Codable, Hashable, Sendable {
    /// The heading above the plot area; empty for none.
    public var title: String
    /// What is drawn inside.
    public var content: Content

    /// Makes a chart from its parts.
    public init(title: String, content: Content) {
        self.title = title
        self.content = content
    }

    /// The kinds of chart there are.
    @frozen public enum Content: Codable, Hashable, Sendable {
        /// Lines over a common x axis.
        case lines(LineChart)
        /// A matrix of cells coloured by value, with the value written in each cell.
        case heatmap(Heatmap)
        /// The layers of a model with arrows between them.
        case architecture(Architecture)
    }
}

/// Lines over a common x axis.
public struct LineChart: Hashable, Sendable {
    /// How places are spread along an axis.
    @frozen public enum Scale: String, Codable, Hashable, Sendable {
        /// Equal differences lie equally far apart.
        case linear
        /// Equal ratios lie equally far apart; places of 0 and below are left out.
        case logarithmic
    }

    /// What the x axis counts, for example `epoch`.
    public var xLabel: String
    /// What the y axis measures, for example `loss`.
    public var yLabel: String
    /// How the x axis is spread.
    public var xScale: Scale
    /// The lines, in drawing and legend order.
    public var series: [Series]

    /// Makes a line chart from its axes' names and lines.
    public init(xLabel: String, yLabel: String, xScale: Scale = .linear, series: [Series]) {
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.xScale = xScale
        self.series = series
    }

    /// One line: points (`x[i]`, `y[i]`); a value that is not finite interrupts the line.
    public struct Series: Codable, Hashable, Sendable {
        /// The name in the legend.
        public var name: String
        /// The points' positions on the x axis, ascending.
        public var x: [Double]
        /// The points' values.
        public var y: [Double]

        /// Makes a line from its name and points.
        public init(name: String, x: [Double], y: [Double]) {
            self.name = name
            self.x = x
            self.y = y
        }
    }
}

/// A matrix of cells coloured by value.
public struct Heatmap: Codable, Hashable, Sendable {
    /// What the rows are, for example `true class`.
    public var rowLabel: String
    /// What the columns are, for example `predicted class`.
    public var columnLabel: String
    /// The rows' names, from the top.
    public var rowNames: [String]
    /// The columns' names, from the left.
    public var columnNames: [String]
    /// The values, row by row.
    public var values: [[Double]]

    /// Makes a heatmap from its names and values.
    public init(
        rowLabel: String, columnLabel: String, rowNames: [String], columnNames: [String], values: [[Double]]
    ) {
        self.rowLabel = rowLabel
        self.columnLabel = columnLabel
        self.rowNames = rowNames
        self.columnNames = columnNames
        self.values = values
    }
}
