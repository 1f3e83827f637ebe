extension Chart.Content {
    private enum CodingKeys: String, CodingKey {
        case kind
    }

    private enum Kind: String, Codable {
        case lines
        case heatmap
        case architecture
    }

    /// Reads an object whose `kind` is `lines`, `heatmap` or `architecture` and whose other keys are the chart's.
    public init(from decoder: any Decoder) throws {
        switch try decoder.container(keyedBy: CodingKeys.self).decode(Kind.self, forKey: .kind) {
        case .lines: self = .lines(try LineChart(from: decoder))
        case .heatmap: self = .heatmap(try Heatmap(from: decoder))
        case .architecture: self = .architecture(try Architecture(from: decoder))
        }
    }

    /// Writes an object whose `kind` is `lines`, `heatmap` or `architecture` and whose other keys are the chart's.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .lines(let chart):
            try container.encode(Kind.lines, forKey: .kind)
            try chart.encode(to: encoder)
        case .heatmap(let heatmap):
            try container.encode(Kind.heatmap, forKey: .kind)
            try heatmap.encode(to: encoder)
        case .architecture(let architecture):
            try container.encode(Kind.architecture, forKey: .kind)
            try architecture.encode(to: encoder)
        }
    }
}
