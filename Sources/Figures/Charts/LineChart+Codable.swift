extension LineChart: Codable {
    private enum CodingKeys: String, CodingKey {
        case xLabel, yLabel, xScale, series
    }

    /// Reads a line chart; without `xScale` the axis is linear.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            xLabel: try container.decode(String.self, forKey: .xLabel),
            yLabel: try container.decode(String.self, forKey: .yLabel),
            xScale: try container.decodeIfPresent(Scale.self, forKey: .xScale) ?? .linear,
            series: try container.decode([Series].self, forKey: .series))
    }

    /// Writes a line chart; `xScale` only where it is not linear.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(xLabel, forKey: .xLabel)
        try container.encode(yLabel, forKey: .yLabel)
        if xScale != .linear { try container.encode(xScale, forKey: .xScale) }
        try container.encode(series, forKey: .series)
    }
}
