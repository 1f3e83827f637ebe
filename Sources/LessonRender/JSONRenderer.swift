package import Foundation
package import LessonRun

/// The run record as JSON: keys sorted, indented, pictures in base64, numbers that are not finite as text.
package enum JSONRenderer {
    /// The record as UTF-8 JSON that ends in a line ending.
    ///
    /// - Throws: `EncodingError`.
    package static func render(_ record: RunRecord) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: positiveInfinity, negativeInfinity: negativeInfinity, nan: notANumber)
        return try encoder.encode(record) + Data("\n".utf8)
    }

    /// Reads a record that `render` wrote.
    ///
    /// - Throws: `DecodingError` where the data are no record, or one of another version.
    package static func record(from data: Data) throws -> RunRecord {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: positiveInfinity, negativeInfinity: negativeInfinity, nan: notANumber)
        let record = try decoder.decode(RunRecord.self, from: data)
        guard record.version == RunRecord.currentVersion else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: [],
                    debugDescription: "the record is of version \(record.version), not \(RunRecord.currentVersion)"))
        }
        return record
    }

    private static let positiveInfinity = "Infinity"
    private static let negativeInfinity = "-Infinity"
    private static let notANumber = "NaN"
}
