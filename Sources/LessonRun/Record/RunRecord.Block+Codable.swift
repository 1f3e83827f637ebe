import LessonFormat

extension RunRecord.Block: Codable {
    private enum CodingKeys: String, CodingKey {
        case prose
        case cell
    }

    /// Reads `{"prose": …}` or `{"cell": …}`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let prose = try container.decodeIfPresent(Prose.self, forKey: .prose) {
            self = .prose(prose)
        } else {
            self = .cell(try container.decode(CellRecord.self, forKey: .cell))
        }
    }

    /// Writes `{"prose": …}` or `{"cell": …}`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .prose(let prose): try container.encode(prose, forKey: .prose)
        case .cell(let cell): try container.encode(cell, forKey: .cell)
        }
    }
}
