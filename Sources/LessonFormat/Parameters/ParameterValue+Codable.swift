extension ParameterValue: Codable {
    private enum CodingKeys: String, CodingKey {
        case type
        case value
    }

    /// Reads `{"type": "Double", "value": 3}`, the type being Swift's name for it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let type = try container.decode(String.self, forKey: .type)
        if type.hasPrefix("[") {
            let element = String(type.dropFirst().dropLast())
            var elements = try container.nestedUnkeyedContainer(forKey: .value)
            var values: [ParameterValue] = []
            while !elements.isAtEnd {
                values.append(try Self.value(of: element, in: try elements.superDecoder().singleValueContainer()))
            }
            self = .list(values)
        } else {
            self = try Self.value(of: type, in: try container.superDecoder(forKey: .value).singleValueContainer())
        }
    }

    /// Writes `{"type": "Double", "value": 3}`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(swiftType, forKey: .type)
        switch self {
        case .integer(let value): try container.encode(value, forKey: .value)
        case .number(let value): try container.encode(value, forKey: .value)
        case .flag(let value): try container.encode(value, forKey: .value)
        case .text(let value): try container.encode(value, forKey: .value)
        case .list(let values):
            var elements = container.nestedUnkeyedContainer(forKey: .value)
            for value in values {
                switch value {
                case .integer(let value): try elements.encode(value)
                case .number(let value): try elements.encode(value)
                case .flag(let value): try elements.encode(value)
                case .text(let value): try elements.encode(value)
                // Lists have no lists inside.
                case .list: break
                }
            }
        }
    }

    private static func value(of type: String, in container: any SingleValueDecodingContainer) throws -> ParameterValue
    {
        switch type {
        case "Int": .integer(try container.decode(Int.self))
        case "Double": .number(try container.decode(Double.self))
        case "Bool": .flag(try container.decode(Bool.self))
        default: .text(try container.decode(String.self))
        }
    }
}
