import Foundation

/// A file of named arrays with notes, in the safetensors format: the length of a JSON header as 64 bits, the header, and
/// the numbers, all little-endian, without holes.
struct SafetensorsFile {
    /// An array's place in the file.
    struct Entry {
        let shape: [Int]
        fileprivate let number: StoredNumber
        fileprivate let start: Int
        /// How many numbers there are.
        let count: Int
    }

    /// Notes, which are plain texts.
    let metadata: [String: String]
    /// The arrays by their names.
    let entries: [String: Entry]
    let source: ByteSource

    /// The longest header that the format allows, in bytes.
    private static let longestHeader = 100_000_000

    private static let numbers: [String: StoredNumber.Kind] = [
        "F16": .float16, "BF16": .bfloat16, "F32": .float32, "F64": .float64, "I8": .int8, "I16": .int16,
        "I32": .int32, "I64": .int64, "U8": .uint8, "U16": .uint16, "U32": .uint32, "U64": .uint64, "BOOL": .uint8,
    ]

    /// Whether bytes begin as such a file does.
    static func isSafetensors(_ source: ByteSource) throws -> Bool {
        guard source.count >= 10 else { return false }
        var cursor = ByteCursor(try source.bytes(at: 0, count: 9), of: source)
        // A length far beyond the file is no length but something else.
        guard try cursor.address() ?? .max < 1 << 40 else { return false }
        return try cursor.number(1) == UInt8(ascii: "{")
    }

    /// Reads the header.
    ///
    /// Throws `TransferError.file` when it is damaged, or arrays overlap, leave holes or reach beyond the end.
    init(_ source: ByteSource) throws {
        self.source = source
        var cursor = ByteCursor(try source.bytes(at: 0, count: 8), of: source)
        let length = try cursor.number(8)
        guard length <= Self.longestHeader else { throw source.damage("its header claims \(length) bytes") }
        let json = Data(try source.bytes(at: 8, count: length))
        guard let header = try? JSONDecoder().decode([String: HeaderValue].self, from: json) else {
            throw source.damage("its header is not the JSON of safetensors")
        }
        var (metadata, entries): ([String: String], [String: Entry]) = ([:], [:])
        for (name, value) in header {
            switch value {
            case .metadata(let notes): metadata = notes
            case .array(let array):
                entries[name] = try Self.entry(array, named: name, start: 8 + length, in: source)
            }
        }
        var end = 8 + length
        for entry in entries.values.sorted(by: { ($0.start, $0.count) < ($1.start, $1.count) }) {
            guard entry.start == end else { throw source.damage("its arrays overlap or leave holes") }
            end += entry.count * entry.number.size
        }
        guard end == source.count else { throw source.damage("it has \(source.count) bytes instead of \(end)") }
        (self.metadata, self.entries) = (metadata, entries)
    }

    private static func entry(
        _ array: HeaderArray, named name: String, start: Int, in source: ByteSource
    ) throws -> Entry {
        guard let kind = numbers[array.dtype] else {
            throw source.damage("its array '\(name)' holds numbers of the unknown kind \(array.dtype)")
        }
        let number = StoredNumber(kind)
        var byteCount = number.size
        for dimension in array.shape {
            let (product, overflow) = byteCount.multipliedReportingOverflow(by: dimension)
            guard dimension >= 0, dimension < 1 << 48, !overflow else {
                throw source.damage("its array '\(name)' has the impossible dimensions \(array.shape)")
            }
            byteCount = product
        }
        let offsets = array.offsets
        guard offsets.count == 2, offsets[0] >= 0, offsets[1] <= source.count - start, offsets[0] <= offsets[1],
            offsets[1] - offsets[0] == byteCount
        else {
            throw source.damage("its array '\(name)' is not of the dimensions \(array.shape), or is cut off")
        }
        return Entry(
            shape: array.shape, number: number, start: start + offsets[0], count: byteCount / number.size)
    }

    /// Fills memory that has a place for each number of an array.
    func read(_ entry: Entry, into floats: UnsafeMutableBufferPointer<Float>) throws {
        try entry.number.read(from: source, at: entry.start, into: floats)
    }

    /// An array's numbers, row-major; nil if there is none of the name.
    func floats(_ name: String) throws -> [Float]? {
        guard let entry = entries[name] else { return nil }
        return try [Float](unsafeUninitializedCapacity: entry.count) { buffer, done in
            try read(entry, into: UnsafeMutableBufferPointer(rebasing: buffer[..<entry.count]))
            done = entry.count
        }
    }
}

/// What the header says of an array.
struct HeaderArray: Codable {
    let dtype: String
    let shape: [Int]
    /// Where the bytes begin and end, counted from the header's end.
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
        case dtype
        case shape
        case offsets = "data_offsets"
    }
}

/// A value in the header: an array, or the notes.
enum HeaderValue: Codable {
    case metadata([String: String])
    case array(HeaderArray)

    init(from decoder: any Decoder) throws {
        if let array = try? HeaderArray(from: decoder) {
            self = .array(array)
        } else {
            self = .metadata(try [String: String](from: decoder))
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .metadata(let notes): try notes.encode(to: encoder)
        case .array(let array): try array.encode(to: encoder)
        }
    }
}
