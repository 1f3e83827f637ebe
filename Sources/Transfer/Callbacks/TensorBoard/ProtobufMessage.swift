/// A message in Protocol Buffers' wire format, as far as event files need it.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ field: Int, integer value: Int64) {
        addVarint(UInt64(field) << 3)
        addVarint(UInt64(bitPattern: value))
    }

    mutating func add(_ field: Int, double value: Double) {
        addVarint(UInt64(field) << 3 | 1)
        bytes += Self.littleEndian(value.bitPattern)
    }

    mutating func add(_ field: Int, float value: Float) {
        addVarint(UInt64(field) << 3 | 5)
        bytes += Self.littleEndian(value.bitPattern)
    }

    mutating func add(_ field: Int, string value: String) { add(field, bytes: Array(value.utf8)) }

    mutating func add(_ field: Int, message: ProtobufMessage) { add(field, bytes: message.bytes) }

    mutating func add(_ field: Int, doubles: [Double]) {
        add(field, bytes: doubles.flatMap { Self.littleEndian($0.bitPattern) })
    }

    private mutating func add(_ field: Int, bytes value: [UInt8]) {
        addVarint(UInt64(field) << 3 | 2)
        addVarint(UInt64(value.count))
        bytes += value
    }

    private mutating func addVarint(_ value: UInt64) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }

    static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}
