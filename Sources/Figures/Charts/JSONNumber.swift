/// A number in JSON, which has no words for those that are not finite: they are written as strings.
struct JSONNumber: Codable {
    let value: Double

    init(_ value: Double) {
        self.value = value
    }

    /// Reads a number, or one of the strings `NaN`, `Infinity`, `-Infinity`.
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            value = number
            return
        }
        switch try container.decode(String.self) {
        case "NaN": value = .nan
        case "Infinity": value = .infinity
        case "-Infinity": value = -.infinity
        case let text:
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "expected a number, NaN, Infinity or -Infinity, received '\(text)'")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if value.isFinite {
            try container.encode(value)
        } else {
            try container.encode(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity")
        }
    }
}
