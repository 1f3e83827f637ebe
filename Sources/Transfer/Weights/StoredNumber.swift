/// How a number is stored in a file.
struct StoredNumber: Equatable {
    /// The kinds, and their sizes in bytes.
    enum Kind: Equatable {
        case float16, bfloat16, float32, float64
        case int8, int16, int32, int64
        case uint8, uint16, uint32, uint64
    }

    let kind: Kind
    let isBigEndian: Bool

    /// The bytes that a number takes.
    var size: Int {
        switch kind {
        case .int8, .uint8: 1
        case .float16, .bfloat16, .int16, .uint16: 2
        case .float32, .int32, .uint32: 4
        case .float64, .int64, .uint64: 8
        }
    }

    /// The number of a size in bytes; nil if there is none of it.
    init?(isFloat: Bool, isSigned: Bool, isBigEndian: Bool, size: Int) {
        let kinds: [Int: Kind] =
            isFloat
            ? [2: .float16, 4: .float32, 8: .float64]
            : isSigned
                ? [1: .int8, 2: .int16, 4: .int32, 8: .int64] : [1: .uint8, 2: .uint16, 4: .uint32, 8: .uint64]
        guard let kind = kinds[size] else { return nil }
        self.kind = kind
        self.isBigEndian = isBigEndian
    }

    /// A number stored lowest byte first.
    init(_ kind: Kind) {
        self.kind = kind
        isBigEndian = false
    }

    /// Turns stored bytes into 32-bit floats; there must be as many numbers as places.
    func convert(_ bytes: UnsafeRawBufferPointer, into floats: UnsafeMutableBufferPointer<Float>) {
        func each<T: FixedWidthInteger>(_ type: T.Type, _ value: (T) -> Float) {
            for index in floats.indices {
                let stored = bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<T>.size, as: T.self)
                floats[index] = value(isBigEndian ? stored.byteSwapped : stored)
            }
        }
        switch kind {
        case .float16: each(UInt16.self, Self.float(half:))
        case .bfloat16: each(UInt16.self) { Float(bitPattern: UInt32($0) << 16) }
        case .float32: each(UInt32.self) { Float(bitPattern: $0) }
        case .float64: each(UInt64.self) { Float(Double(bitPattern: $0)) }
        case .int8: each(Int8.self) { Float($0) }
        case .int16: each(Int16.self) { Float($0) }
        case .int32: each(Int32.self) { Float($0) }
        case .int64: each(Int64.self) { Float($0) }
        case .uint8: each(UInt8.self) { Float($0) }
        case .uint16: each(UInt16.self) { Float($0) }
        case .uint32: each(UInt32.self) { Float($0) }
        case .uint64: each(UInt64.self) { Float($0) }
        }
    }

    /// Reads numbers from a position of a file as 32-bit floats into memory with a place for each.
    func read(from source: ByteSource, at position: Int, into floats: UnsafeMutableBufferPointer<Float>) throws {
        guard kind != .float32 || isBigEndian else {
            return try source.copy(at: position, into: UnsafeMutableRawBufferPointer(floats))
        }
        let step = Self.pieceSize / size
        for start in stride(from: 0, to: floats.count, by: step) {
            let piece = UnsafeMutableBufferPointer(rebasing: floats[start..<min(start + step, floats.count)])
            let bytes = try source.bytes(at: position + start * size, count: piece.count * size)
            bytes.withUnsafeBytes { convert($0, into: piece) }
        }
    }

    /// How many bytes are converted at a time.
    private static let pieceSize = 1 << 20

    /// The value of a 16-bit float (1 sign, 5 exponent and 10 fraction bits), spelled out because not every machine
    /// has the type.
    static func float(half bits: UInt16) -> Float {
        let (sign, exponent, fraction) = (bits >> 15, Int(bits >> 10 & 31), bits & 0x3FF)
        let magnitude: Float =
            switch exponent {
            case 0: Float(fraction) * 0x1p-24
            case 31: fraction == 0 ? .infinity : .nan
            default: Float(sign: .plus, exponent: exponent - 15, significand: 1 + Float(fraction) * 0x1p-10)
            }
        return sign == 0 ? magnitude : -magnitude
    }
}
