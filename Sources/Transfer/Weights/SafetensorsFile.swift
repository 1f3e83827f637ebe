import Foundation

/// Named arrays of 32-bit floats with notes, in the safetensors format: the length of a JSON header as 64 bits, the
/// header, and the numbers, all little-endian.
struct SafetensorsFile {
    struct Entry: Codable {
        let dtype: String
        let shape: [Int]
        let offsets: [Int]

        enum CodingKeys: String, CodingKey {
            case dtype
            case shape
            case offsets = "data_offsets"
        }
    }

    var metadata: [String: String] = [:]
    var arrays: [String: [Float]] = [:]

    /// The file's bytes, arrays in the order of their names.
    func encoded() throws -> Data {
        var header: [String: HeaderValue] = ["__metadata__": .metadata(metadata)]
        var offset = 0
        let names = arrays.keys.sorted()
        for name in names {
            let count = arrays[name]?.count ?? 0
            header[name] = .entry(Entry(dtype: "F32", shape: [count], offsets: [offset, offset + 4 * count]))
            offset += 4 * count
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var json = try encoder.encode(header)
        while json.count % 8 != 0 { json.append(UInt8(ascii: " ")) }
        var data = Data()
        withUnsafeBytes(of: UInt64(json.count).littleEndian) { data.append(contentsOf: $0) }
        data.append(json)
        for name in names { arrays[name]?.withUnsafeBytes { data.append(contentsOf: $0) } }
        return data
    }

    /// Reads a file's bytes; nil if they are not in this format.
    init?(_ data: Data) {
        guard data.count >= 8 else { return nil }
        let length = data.prefix(8).enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << (8 * $1.offset) }
        guard length <= UInt64(data.count - 8) else { return nil }
        let start = data.startIndex + 8 + Int(length)
        guard
            let header = try? JSONDecoder().decode(
                [String: HeaderValue].self, from: data[data.startIndex + 8..<start])
        else { return nil }
        for (name, value) in header {
            switch value {
            case .metadata(let notes): metadata = notes
            case .entry(let entry):
                guard entry.dtype == "F32", entry.offsets.count == 2, entry.offsets[0] >= 0,
                    entry.offsets[0] <= entry.offsets[1], start + entry.offsets[1] <= data.endIndex,
                    (entry.offsets[1] - entry.offsets[0]) % 4 == 0
                else { return nil }
                let bytes = data[start + entry.offsets[0]..<start + entry.offsets[1]]
                arrays[name] = [Float](unsafeUninitializedCapacity: bytes.count / 4) { buffer, count in
                    count = bytes.copyBytes(to: buffer) / 4
                }
            }
        }
    }

    init() {}

    private enum HeaderValue: Codable {
        case metadata([String: String])
        case entry(Entry)

        init(from decoder: any Decoder) throws {
            if let entry = try? Entry(from: decoder) {
                self = .entry(entry)
            } else {
                self = .metadata(try [String: String](from: decoder))
            }
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .metadata(let notes): try notes.encode(to: encoder)
            case .entry(let entry): try entry.encode(to: encoder)
            }
        }
    }
}
