import CZlib

/// Unpacking of deflated bytes.
enum Inflation {
    /// What stands around the deflated bytes.
    enum Format {
        /// A header of 2 bytes and a checksum.
        case zlib
        /// Nothing, as in zip archives.
        case raw
        /// The header and checksum of `.gz` files.
        case gzip
    }

    /// Unpacks at most `limit` bytes.
    ///
    /// Throws `TransferError.file` when there are more, or the bytes are damaged.
    static func inflate(_ bytes: [UInt8], format: Format, limit: Int, of source: ByteSource) throws -> [UInt8] {
        var result: [UInt8] = []
        let packed = ByteSource(bytes, path: source.path)
        try inflate(packed, format: format, limit: limit) { result += $0 }
        return result
    }

    /// Unpacks at most `limit` bytes, and gives them piece by piece.
    static func inflate(
        _ packed: ByteSource, format: Format, limit: Int, _ body: (ArraySlice<UInt8>) throws -> Void
    ) throws {
        var stream = z_stream()
        // Negative window bits stand for no header, 16 more for that of gzip.
        let bits: Int32 =
            switch format {
            case .zlib: MAX_WBITS
            case .raw: -MAX_WBITS
            case .gzip: MAX_WBITS + 16
            }
        guard inflateInit2_(&stream, bits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw packed.damage("there is too little memory to unpack it")
        }
        defer { inflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: 1 << 16)
        var (position, total) = (0, 0)
        while position < packed.count {
            var input = try packed.bytes(at: position, count: min(packed.count - position, 1 << 16))
            position += input.count
            stream.avail_in = UInt32(input.count)
            let isDone = try input.withUnsafeMutableBufferPointer { buffer in
                stream.next_in = buffer.baseAddress
                return try drain(&stream, &output, &total, limit, packed, body)
            }
            if isDone { return }
        }
        throw packed.damage("its packed data end early")
    }

    /// Unpacks what the stream has been given; whether its end has been reached.
    private static func drain(
        _ stream: inout z_stream, _ output: inout [UInt8], _ total: inout Int, _ limit: Int, _ packed: ByteSource,
        _ body: (ArraySlice<UInt8>) throws -> Void
    ) throws -> Bool {
        while true {
            let (status, count) = output.withUnsafeMutableBufferPointer { buffer in
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(buffer.count)
                let status = CZlib.inflate(&stream, Z_NO_FLUSH)
                return (status, buffer.count - Int(stream.avail_out))
            }
            guard [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(status) else {
                throw packed.damage("its packed data are damaged")
            }
            total += count
            guard total <= limit else { throw packed.damage("it unpacks to more than it claims") }
            try body(output[..<count])
            if status == Z_STREAM_END { return true }
            if stream.avail_out > 0 { return false }
        }
    }

    /// The checksum of zip archives (CRC-32), continued from that of the bytes before.
    static func checksum(_ bytes: ArraySlice<UInt8>, after checksum: UInt32 = 0) -> UInt32 {
        bytes.withUnsafeBufferPointer { buffer in
            // Called with no address, the library would begin anew.
            buffer.isEmpty ? checksum : UInt32(crc32_z(UInt(checksum), buffer.baseAddress, buffer.count))
        }
    }
}
