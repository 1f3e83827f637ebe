extension CellOptions: Codable {
    private enum CodingKeys: String, CodingKey {
        case hide
        case remove
        case isStatic = "static"
        case noRun = "no-run"
        case timeout
        case quick
        case expect
        case match
        case caption
        case alt
        case label
        case maxLines = "max-lines"
        case tolerance
        case volatile
    }

    /// Reads an object that has the options given, by the names that lessons use.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            hidden: try container.decodeIfPresent(CellPart.self, forKey: .hide),
            removed: try container.decodeIfPresent(CellPart.self, forKey: .remove),
            isStatic: try container.decodeIfPresent(Bool.self, forKey: .isStatic) ?? false,
            noRun: try container.decodeIfPresent(Bool.self, forKey: .noRun) ?? false,
            timeout: try container.decodeIfPresent(Double.self, forKey: .timeout),
            isSkippedWhenQuick: try container.decodeIfPresent(String.self, forKey: .quick) == "skip",
            caption: try container.decodeIfPresent(String.self, forKey: .caption),
            alt: try container.decodeIfPresent(String.self, forKey: .alt),
            label: try container.decodeIfPresent(String.self, forKey: .label),
            maxLines: try container.decodeIfPresent(Int.self, forKey: .maxLines),
            tolerance: try container.decodeIfPresent(Double.self, forKey: .tolerance),
            isVolatile: try container.decodeIfPresent(Bool.self, forKey: .volatile) ?? false)
        if let text = try container.decodeIfPresent(String.self, forKey: .expect) {
            guard let failure = Expectation.Failure(rawValue: text) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .expect, in: container,
                    debugDescription: "expected compile-error, throws, throws:Type or trap, received '\(text)'")
            }
            expectation = Expectation(failure, match: try container.decodeIfPresent(String.self, forKey: .match))
        }
    }

    /// Writes the options that differ from a plain cell's.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(hidden, forKey: .hide)
        try container.encodeIfPresent(removed, forKey: .remove)
        try container.encodeIfPresent(isStatic ? true : nil, forKey: .isStatic)
        try container.encodeIfPresent(noRun ? true : nil, forKey: .noRun)
        try container.encodeIfPresent(timeout, forKey: .timeout)
        try container.encodeIfPresent(isSkippedWhenQuick ? "skip" : nil, forKey: .quick)
        try container.encodeIfPresent(expectation?.failure.rawValue, forKey: .expect)
        try container.encodeIfPresent(expectation?.match, forKey: .match)
        try container.encodeIfPresent(caption, forKey: .caption)
        try container.encodeIfPresent(alt, forKey: .alt)
        try container.encodeIfPresent(label, forKey: .label)
        try container.encodeIfPresent(maxLines, forKey: .maxLines)
        try container.encodeIfPresent(tolerance, forKey: .tolerance)
        try container.encodeIfPresent(isVolatile ? true : nil, forKey: .volatile)
    }
}
