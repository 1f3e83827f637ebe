/// Reads BMP files.
enum BMPCodec {
    /// Decodes to 8-bit RGB of the header's size; alpha is dropped.
    ///
    /// Throws `TransferError.picture` when the file ends early.
    static func decode(_ file: PictureFile, _ header: BMPHeader, into rgb: UnsafeMutablePointer<UInt8>) throws {
        switch header.storage {
        case .indices(let bits): try decodeIndices(file, header, bits: bits, into: rgb)
        case .runs(let bits):
            // Two bytes make at most 255 pixels.
            guard (file.bytes.count - header.pixelOffset) * 128 >= header.size.count else {
                throw TransferError.picture(file.problem("the file is too short for its size"))
            }
            BMPRuns.decode(file.bytes, header, bits: bits, into: rgb)
        case .channels(let bits, let masks):
            try decodeChannels(file, header, bits: bits, masks: masks.map(Channel.init(mask:)), into: rgb)
        }
    }

    /// Rows begin at multiples of four bytes.
    private static func rowBytes(_ header: BMPHeader, bits: Int, _ file: PictureFile) throws -> Int {
        let rowBytes = (header.size.width * bits + 31) / 32 * 4
        let lastRowBytes = (header.size.width * bits + 7) / 8
        guard file.bytes.count - header.pixelOffset >= rowBytes * (header.size.height - 1) + lastRowBytes else {
            throw TransferError.picture(file.problem("the file ends early"))
        }
        return rowBytes
    }

    private static func decodeIndices(
        _ file: PictureFile, _ header: BMPHeader, bits: Int, into rgb: UnsafeMutablePointer<UInt8>
    ) throws {
        let rowBytes = try rowBytes(header, bits: bits, file)
        let (width, perByte, mask) = (header.size.width, 8 / bits, (1 << bits) - 1)
        file.bytes.withUnsafeBufferPointer { bytes in
            for row in 0..<header.size.height {
                let line = header.pixelOffset + row * rowBytes
                var pixel = rgb + header.line(row) * width * 3
                for x in 0..<width {
                    let shift = 8 - bits * (x % perByte + 1)
                    let index = Int(bytes[line + x / perByte]) >> shift & mask
                    header.paint(index, at: pixel)
                    pixel += 3
                }
            }
        }
    }

    private static func decodeChannels(
        _ file: PictureFile, _ header: BMPHeader, bits: Int, masks: [Channel],
        into rgb: UnsafeMutablePointer<UInt8>
    ) throws {
        let rowBytes = try rowBytes(header, bits: bits, file)
        let (width, step) = (header.size.width, bits / 8)
        file.bytes.withUnsafeBufferPointer { bytes in
            for row in 0..<header.size.height {
                var position = header.pixelOffset + row * rowBytes
                var pixel = rgb + header.line(row) * width * 3
                for _ in 0..<width {
                    var value: UInt32 = 0
                    for byte in 0..<step { value |= UInt32(bytes[position + byte]) << (8 * byte) }
                    for (channel, mask) in masks.enumerated() { pixel[channel] = mask.byte(of: value) }
                    position += step
                    pixel += 3
                }
            }
        }
    }

    /// The bits of a pixel that hold one channel, stretched to 0...255.
    private struct Channel {
        private let mask: UInt32
        private let shift: UInt32
        private let largest: UInt64

        init(mask: UInt32) {
            self.mask = mask
            shift = UInt32(mask == 0 ? 0 : mask.trailingZeroBitCount)
            largest = UInt64(mask >> shift)
        }

        func byte(of value: UInt32) -> UInt8 {
            let bits = UInt64((value & mask) >> shift)
            return largest == 255 ? UInt8(bits) : largest == 0 ? 0 : UInt8(bits * 255 / largest)
        }
    }
}

extension BMPHeader {
    /// The row from the top that a row of the file is.
    func line(_ row: Int) -> Int { isTopDown ? row : size.height - 1 - row }

    /// Writes a colour of the palette, for an index below 256.
    func paint(_ index: Int, at pixel: UnsafeMutablePointer<UInt8>) {
        pixel[0] = palette[index * 3]
        pixel[1] = palette[index * 3 + 1]
        pixel[2] = palette[index * 3 + 2]
    }
}
