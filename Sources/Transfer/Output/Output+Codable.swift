extension Output: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind
        case text
    }

    private enum Kind: String, Codable {
        case value
        case table
        case chart
        case picture
        case metric
        case training
        case warning
    }

    /// Reads an output from an object whose `kind` names the case and whose other keys are the payload's.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Kind.self, forKey: .kind) {
        case .value: self = .value(try ShownValue(from: decoder))
        case .table: self = .table(try Table(from: decoder))
        case .chart: self = .chart(try Chart(from: decoder))
        case .picture: self = .picture(try Picture(from: decoder))
        case .metric: self = .metric(try Metric(from: decoder))
        case .training: self = .training(try TrainingLog(from: decoder))
        case .warning: self = .warning(try container.decode(String.self, forKey: .text))
        }
    }

    /// Writes an object whose `kind` names the case and whose other keys are the payload's.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .value(let value):
            try container.encode(Kind.value, forKey: .kind)
            try value.encode(to: encoder)
        case .table(let table):
            try container.encode(Kind.table, forKey: .kind)
            try table.encode(to: encoder)
        case .chart(let chart):
            try container.encode(Kind.chart, forKey: .kind)
            try chart.encode(to: encoder)
        case .picture(let picture):
            try container.encode(Kind.picture, forKey: .kind)
            try picture.encode(to: encoder)
        case .metric(let metric):
            try container.encode(Kind.metric, forKey: .kind)
            try metric.encode(to: encoder)
        case .training(let log):
            try container.encode(Kind.training, forKey: .kind)
            try log.encode(to: encoder)
        case .warning(let text):
            try container.encode(Kind.warning, forKey: .kind)
            try container.encode(text, forKey: .text)
        }
    }
}
