/// What a BMP file's headers say: those of Windows (40 to 124 bytes) and of OS/2 (12 and 64 bytes).
struct BMPHeader {
    /// The sizes in bytes that the second header may have.
    static let sizes: Set<Int> = [12, 40, 52, 56, 64, 108, 124]

    /// How pixels are stored.
    enum Storage {
        /// Numbers of colours in `palette`, of 1, 4 or 8 bits.
        case indices(bits: Int)
        /// The same with runs, of 4 or 8 bits.
        case runs(bits: Int)
        /// 16, 24 or 32 bits, each channel under a mask.
        case channels(bits: Int, masks: [UInt32])
    }

    let size: PixelSize
    /// Whether the first row in the file is the top one; usually it is the bottom one.
    let isTopDown: Bool
    let storage: Storage
    /// Red, green and blue of every number that an index can be; black where the file names no colour.
    let palette: [UInt8]
    /// Where the pixels begin.
    let pixelOffset: Int

    /// Reads the headers.
    ///
    /// Throws `TransferError.picture` when they are cut off, make no sense, or tell of a picture too large.
    init(_ file: PictureFile) throws {
        let fields = BMPFields(file)
        let headerSize = try fields.number(14, bytes: 4)
        guard Self.sizes.contains(headerSize) else {
            throw TransferError.picture(file.problem("its header has \(headerSize) bytes"))
        }
        let isShort = headerSize == 12
        let bits = try fields.number(isShort ? 24 : 28, bytes: 2)
        let width = isShort ? try fields.number(18, bytes: 2) : try fields.signed(18)
        let height = isShort ? try fields.number(20, bytes: 2) : try fields.signed(22)
        size = try file.checked(PixelSize(width: width, height: abs(height)))
        isTopDown = height < 0
        let compression = isShort ? 0 : try fields.number(30, bytes: 4)
        var end = 14 + headerSize
        func unsupported(_ reason: String) -> TransferError {
            .picture(.unsupported(path: file.path, format: file.format.rawValue, reason: reason))
        }
        switch (compression, bits) {
        case (0, 1), (0, 4), (0, 8): storage = .indices(bits: bits)
        case (1, 8), (2, 4): storage = .runs(bits: bits)
        case (0, 16): storage = .channels(bits: bits, masks: [0x7C00, 0x03E0, 0x001F])
        case (0, 24), (0, 32): storage = .channels(bits: bits, masks: [0xFF0000, 0xFF00, 0xFF])
        case (3, 16), (3, 24), (3, 32):
            let masks = try (0..<3).map { UInt32(try fields.number(54 + 4 * $0, bytes: 4)) }
            if headerSize == 40 { end += 12 }
            // All-zero masks mean the usual ones.
            storage = .channels(bits: bits, masks: masks == [0, 0, 0] ? [0xFF0000, 0xFF00, 0xFF] : masks)
        default: throw unsupported("compression \(compression) with \(bits) bits for each pixel")
        }
        let offset = try fields.number(10, bytes: 4)
        if bits <= 8 {
            let named = isShort ? 0 : try fields.number(46, bytes: 4)
            let entry = isShort ? 3 : 4
            var colors = min(named == 0 ? 1 << bits : named, 256)
            // Some writers name fewer colours than the header says: the pixels begin where the palette ends.
            if offset > end { colors = min(colors, (offset - end) / entry) }
            palette = try (0..<256).flatMap { index -> [UInt8] in
                guard index < colors else { return [0, 0, 0] }
                return try [2, 1, 0].map {
                    UInt8(truncatingIfNeeded: try fields.number(end + index * entry + $0, bytes: 1))
                }
            }
            end += colors * entry
        } else {
            palette = []
        }
        pixelOffset = offset == 0 ? end : offset
    }
}

/// The little-endian numbers of a BMP file.
private struct BMPFields {
    private let file: PictureFile

    init(_ file: PictureFile) { self.file = file }

    func number(_ position: Int, bytes count: Int) throws -> Int {
        guard position + count <= file.bytes.count else {
            throw TransferError.picture(file.problem("the file ends early"))
        }
        return (0..<count).reversed().reduce(0) { $0 << 8 | Int(file.bytes[position + $1]) }
    }

    func signed(_ position: Int) throws -> Int {
        Int(Int32(truncatingIfNeeded: try number(position, bytes: 4)))
    }
}
