public import Foundation

/// Events as lines of JSON.
public enum EventLine {
    /// The event's line, without its ending.
    ///
    /// - Throws: `EncodingError`.
    public static func data(_ event: RunEvent) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return try encoder.encode(event)
    }

    /// The event of a line; nil where it is none.
    public static func event(_ line: Data) -> RunEvent? {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return try? decoder.decode(RunEvent.self, from: line)
    }

    /// Writes an event to standard output, whether anybody reads it or not.
    public static func write(_ event: RunEvent) {
        guard let line = try? data(event) else { return }
        write(line: line)
    }

    /// Writes a finished line to standard output.
    static func write(line: Data) {
        StandardOutput.write(line + Data([UInt8(ascii: "\n")]))
    }
}
