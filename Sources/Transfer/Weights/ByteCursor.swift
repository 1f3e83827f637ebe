/// Reads little-endian numbers and strings one after another out of bytes that nobody vouches for.
struct ByteCursor {
    private let bytes: [UInt8]
    private let source: ByteSource
    private(set) var position = 0

    /// Begins at the first byte; `source` is the file that errors speak of.
    init(_ bytes: [UInt8], of source: ByteSource) {
        self.bytes = bytes
        self.source = source
    }

    /// How many bytes are left.
    var remaining: Int { bytes.count - position }

    /// The next bytes.
    ///
    /// Throws `TransferError.file`, as all that follow, when there are too few.
    mutating func bytes(_ count: Int) throws -> [UInt8] {
        try skip(count)
        return Array(bytes[position - count..<position])
    }

    /// Leaves some bytes out.
    mutating func skip(_ count: Int) throws {
        guard count >= 0, count <= remaining else { throw source.damage("one of its structures ends early") }
        position += count
    }

    /// The next unsigned number of 1, 2, 4 or 8 bytes.
    mutating func number(_ size: Int) throws -> Int {
        guard let number = Int(exactly: try unsigned(size)) else {
            throw source.damage("it holds an impossible number")
        }
        return number
    }

    /// The next address; nil for the one of all ones, which stands for none.
    mutating func address() throws -> Int? {
        let number = try unsigned(8)
        if number == .max { return nil }
        guard let address = Int(exactly: number) else { throw source.damage("it refers to a place beyond its end") }
        return address
    }

    /// Throws unless the next bytes are the given ASCII letters.
    mutating func expect(_ signature: String) throws {
        guard try bytes(signature.utf8.count).elementsEqual(signature.utf8) else {
            throw source.damage("a structure '\(signature)' is missing where it should be")
        }
    }

    private mutating func unsigned(_ size: Int) throws -> UInt64 {
        try skip(size)
        return (position - size..<position).reversed().reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
    }
}
