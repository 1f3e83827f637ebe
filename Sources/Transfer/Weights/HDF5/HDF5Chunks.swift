/// The pieces of an array that is stored in chunks.
struct HDF5Chunks {
    let shape: [Int]
    let chunk: [Int]
    let elementSize: Int
    let filters: [HDF5Filter]
    let tree: Int?
    let file: HDF5File

    /// The largest chunk that is read; the library's own default limit is smaller by far.
    private static let largestChunk = 256 << 20

    /// Gives each chunk's first position and its bytes, unpacked.
    func forEach(_ body: (_ origin: [Int], _ bytes: [UInt8]) throws -> Void) throws {
        guard let tree else { return }
        var byteCount = elementSize
        for dimension in chunk {
            let (product, overflow) = byteCount.multipliedReportingOverflow(by: dimension)
            guard !overflow, product <= Self.largestChunk else { throw file.source.damage("its chunks are too large") }
            byteCount = product
        }
        // Every chunk once: a file that names one many times would keep the reader busy.
        var left = zip(shape, chunk).reduce(1) { $0 * max(($1.0 + $1.1 - 1) / $1.1, 1) }
        try walk(node: tree, level: nil) { size, mask, origin, address in
            left -= 1
            guard left >= 0 else { throw file.source.damage("it names chunks more than once") }
            try body(origin, unpack(file.source.bytes(at: address, count: size), mask: mask, to: byteCount))
        }
    }

    private func walk(node address: Int, level expected: Int?, _ body: (Int, Int, [Int], Int) throws -> Void) throws {
        var cursor = try file.cursor(at: address, count: 24)
        try cursor.expect("TREE")
        guard try cursor.number(1) == 1 else { throw file.source.damage("an array has no list of chunks") }
        let level = try cursor.number(1)
        guard expected == nil || level == expected else { throw file.source.damage("a list of chunks is no tree") }
        let count = try cursor.number(2)
        let keySize = 8 + 8 * (shape.count + 1)
        var entries = try file.cursor(at: address + 24, count: count * (keySize + 8))
        for _ in 0..<count {
            let size = try entries.number(4)
            let mask = try entries.number(4)
            let origin = try shape.map { _ in try entries.number(8) }
            try entries.skip(8)
            guard let child = try entries.address() else { throw file.source.damage("a list of chunks has holes") }
            if level > 0 {
                try walk(node: child, level: level - 1, body)
            } else {
                guard zip(origin, shape).allSatisfy({ $0 < $1 }) else {
                    throw file.source.damage("a chunk lies outside")
                }
                try body(size, mask, origin, child)
            }
        }
    }

    /// Undoes the filters, the last applied first; a bit of the mask says that one was left out.
    private func unpack(_ stored: [UInt8], mask: Int, to byteCount: Int) throws -> [UInt8] {
        var bytes = stored
        for (number, filter) in filters.enumerated().reversed() where mask >> number & 1 == 0 {
            switch filter {
            case .deflate:
                // Checksums that were applied before add 4 bytes each.
                bytes = try Inflation.inflate(
                    bytes, format: .zlib, limit: byteCount + 4 * filters.count, of: file.source)
            case .shuffle: bytes = unshuffle(bytes)
            case .checksum: bytes = Array(bytes.dropLast(4))
            }
        }
        guard bytes.count == byteCount else { throw file.source.damage("a chunk has a wrong size") }
        return bytes
    }

    /// Shuffled bytes hold the first bytes of all numbers, then the second ones, and so on.
    private func unshuffle(_ bytes: [UInt8]) -> [UInt8] {
        let count = bytes.count / elementSize
        var result = bytes
        for place in 0..<elementSize {
            for index in 0..<count { result[index * elementSize + place] = bytes[place * count + index] }
        }
        return result
    }

    /// Puts a chunk's numbers where they belong in the whole; what reaches beyond is left out.
    func scatter(
        _ bytes: [UInt8], _ number: StoredNumber, at origin: [Int], into floats: UnsafeMutableBufferPointer<Float>
    ) {
        var values = [Float](repeating: 0, count: bytes.count / elementSize)
        bytes.withUnsafeBytes { raw in values.withUnsafeMutableBufferPointer { number.convert(raw, into: $0) } }
        let last = shape.count - 1
        guard last >= 0 else { return floats[0] = values[0] }
        let width = min(chunk[last], shape[last] - origin[last])
        for row in 0..<values.count / chunk[last] {
            var (rest, target, scale, isInside) = (row, origin[last], shape[last], true)
            for axis in (0..<last).reversed() {
                let position = origin[axis] + rest % chunk[axis]
                rest /= chunk[axis]
                isInside = isInside && position < shape[axis]
                target += position * scale
                scale *= shape[axis]
            }
            guard isInside else { continue }
            for column in 0..<width { floats[target + column] = values[row * chunk[last] + column] }
        }
    }
}
