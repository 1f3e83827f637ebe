/// Where a dataset's bytes are.
enum HDF5Layout {
    /// In the description itself.
    case compact([UInt8])
    /// In one piece; nil if nothing has been written.
    case contiguous(Int?)
    /// In pieces of equal dimensions, which a tree lists; nil if none has been written.
    case chunked(tree: Int?, chunk: [Int])

    init(_ message: ByteCursor, elementSize: Int, of source: ByteSource) throws {
        var cursor = message
        let version = try cursor.number(1)
        guard (1...4).contains(version) else { throw source.damage("the place of an array is not understood") }
        if version < 3 {
            let rank = try cursor.number(1)
            let kind = try cursor.number(1)
            try cursor.skip(5)
            let address = kind == 0 ? nil : try cursor.address()
            let dimensions = try (0..<rank).map { _ in try cursor.number(4) }
            switch kind {
            case 0: self = .compact(try cursor.bytes(cursor.number(4)))
            case 1: self = .contiguous(address)
            case 2: self = .chunked(tree: address, chunk: Array(dimensions.dropLast()))
            default: throw source.damage("the place of an array is not understood")
            }
            return
        }
        switch (try cursor.number(1), version) {
        case (0, _): self = .compact(try cursor.bytes(cursor.number(2)))
        case (1, _): self = .contiguous(try cursor.address())
        case (2, 3):
            let rank = try cursor.number(1)
            let address = try cursor.address()
            let dimensions = try (0..<rank).map { _ in try cursor.number(4) }
            guard dimensions.last == elementSize else {
                throw source.damage("an array's chunks are not of its numbers")
            }
            self = .chunked(tree: address, chunk: Array(dimensions.dropLast()))
        default: throw source.damage("an array is stored in a way of HDF5 1.10 or later that Keras does not use")
        }
    }

    /// How much larger than the file an array in chunks may be; numbers of weights hardly get smaller by compression.
    private static let largestRatio = 128

    /// Throws unless an array of a size can be there.
    func check(byteCount: Int, shape: [Int], name: String, in file: HDF5File) throws {
        let source = file.source
        switch self {
        case .compact(let bytes):
            guard bytes.count >= byteCount else { throw source.damage("the array '\(name)' is cut off") }
        case .contiguous(let address):
            guard byteCount > 0 else { return }
            guard let address else { throw source.damage("the array '\(name)' has never been written") }
            guard address <= source.count, byteCount <= source.count - address else {
                throw source.damage(
                    "the array '\(name)' of dimensions \(shape) would reach beyond its end: it is cut off or damaged")
            }
        case .chunked(_, let chunk):
            guard chunk.count == shape.count, chunk.allSatisfy({ $0 > 0 }) else {
                throw source.damage("the chunks of the array '\(name)' have other dimensions")
            }
            guard byteCount <= Self.largestRatio * source.count + 1 << 20 else {
                throw source.damage(
                    "the array '\(name)' claims \(byteCount) bytes, which a file of \(source.count) bytes cannot hold")
            }
        }
    }
}

/// What is done to the bytes of a chunk before they are written.
enum HDF5Filter: Int {
    case deflate = 1
    case shuffle = 2
    case checksum = 3

    /// The filters in the order in which they were applied.
    static func list(_ message: ByteCursor, of source: ByteSource) throws -> [HDF5Filter] {
        var cursor = message
        let version = try cursor.number(1)
        let count = try cursor.number(1)
        guard (1...2).contains(version), count <= 32 else { throw source.damage("its compression is not understood") }
        if version == 1 { try cursor.skip(6) }
        return try (0..<count).map { _ in
            let number = try cursor.number(2)
            let nameSize = version == 1 || number >= 256 ? try cursor.number(2) : 0
            try cursor.skip(2)
            let values = try cursor.number(2)
            try cursor.skip(nameSize + values * 4)
            if version == 1, values % 2 == 1 { try cursor.skip(4) }
            guard let filter = HDF5Filter(rawValue: number) else {
                throw source.damage("its compression (filter \(number)) is not known here; write it with gzip or none")
            }
            return filter
        }
    }
}
