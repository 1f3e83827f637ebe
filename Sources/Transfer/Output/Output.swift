@_exported public import Figures

/// One thing a program shows; a lesson's record keeps these typed, so that they can be compared and rendered.
@frozen public enum Output: Hashable, Sendable {
    /// A value's description, as `show(_:)` or a cell's last expression gives it.
    case value(ShownValue)
    /// Rows and columns of text.
    case table(Table)
    /// A chart, as data.
    case chart(Chart)
    /// A raster picture.
    case picture(Picture)
    /// A named number, as `record(_:_:)` gives it.
    case metric(Metric)
    /// The epochs of one training run.
    case training(TrainingLog)
    /// Something the user should know, in one sentence.
    case warning(String)
}

/// A value as text, with the name of its type.
public struct ShownValue: Codable, Hashable, Sendable {
    /// The description, possibly of several lines.
    public var text: String
    /// The value's static type, as Swift writes it.
    public var type: String

    /// Makes a shown value.
    public init(text: String, type: String) {
        self.text = text
        self.type = type
    }
}

/// A named number that a run is judged by.
public struct Metric: Codable, Hashable, Sendable {
    /// The name, for example `val_accuracy`.
    public var name: String
    /// The number.
    public var value: Double

    /// Makes a metric.
    public init(name: String, value: Double) {
        self.name = name
        self.value = value
    }
}

/// Rows and columns of text.
public struct Table: Codable, Hashable, Sendable {
    /// How a column's cells are aligned.
    @frozen public enum Alignment: String, Codable, Hashable, Sendable {
        case left
        case center
        case right
    }

    /// The columns' names.
    public var columns: [String]
    /// How each column is aligned; as many as there are columns.
    public var alignments: [Alignment]
    /// The cells, row by row; each row as long as there are columns.
    public var rows: [[String]]

    /// Makes a table; columns without a given alignment are aligned left.
    public init(columns: [String], alignments: [Alignment] = [], rows: [[String]]) {
        self.columns = columns
        self.alignments = (0..<columns.count).map { $0 < alignments.count ? alignments[$0] : .left }
        self.rows = rows
    }
}
