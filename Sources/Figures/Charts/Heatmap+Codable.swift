extension Heatmap {
    private enum CodingKeys: String, CodingKey {
        case rowLabel, columnLabel, rowNames, columnNames, values
    }

    /// Reads a heatmap; numbers that are not finite are the strings `NaN`, `Infinity`, `-Infinity`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            rowLabel: try container.decode(String.self, forKey: .rowLabel),
            columnLabel: try container.decode(String.self, forKey: .columnLabel),
            rowNames: try container.decode([String].self, forKey: .rowNames),
            columnNames: try container.decode([String].self, forKey: .columnNames),
            values: try container.decode([[JSONNumber]].self, forKey: .values).map { $0.map(\.value) })
    }

    /// Writes a heatmap; numbers that are not finite become the strings `NaN`, `Infinity`, `-Infinity`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rowLabel, forKey: .rowLabel)
        try container.encode(columnLabel, forKey: .columnLabel)
        try container.encode(rowNames, forKey: .rowNames)
        try container.encode(columnNames, forKey: .columnNames)
        try container.encode(values.map { $0.map(JSONNumber.init) }, forKey: .values)
    }
}
