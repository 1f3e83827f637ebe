internal import Transfer

extension CellOutput: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind
        case text
    }

    /// Reads a stream's `{"kind": "stdout", "text": …}`, or any `Output`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let kind = try container.decode(String.self, forKey: .kind)
        if let stream = Stream(rawValue: kind) {
            self = .stream(stream, try container.decode(String.self, forKey: .text))
        } else {
            self = .shown(try Output(from: decoder))
        }
    }

    /// Writes a stream's `{"kind": "stdout", "text": …}`, or the `Output`'s own object.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .stream(let stream, let text):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(stream.rawValue, forKey: .kind)
            try container.encode(text, forKey: .text)
        case .shown(let output):
            try output.encode(to: encoder)
        }
    }
}
