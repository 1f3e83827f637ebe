extension LineChart.Series {
    private enum CodingKeys: String, CodingKey {
        case name, x, y
    }

    /// Reads a line; numbers that are not finite are the strings `NaN`, `Infinity`, `-Infinity`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            x: try container.decode([JSONNumber].self, forKey: .x).map(\.value),
            y: try container.decode([JSONNumber].self, forKey: .y).map(\.value))
    }

    /// Writes a line; numbers that are not finite become the strings `NaN`, `Infinity`, `-Infinity`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(x.map(JSONNumber.init), forKey: .x)
        try container.encode(y.map(JSONNumber.init), forKey: .y)
    }
}
