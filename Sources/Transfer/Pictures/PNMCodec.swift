/// Reads PBM, PGM and PPM files.
enum PNMCodec {
    /// Decodes to 8-bit RGB of the header's size.
    ///
    /// Values are scaled to 0...255 and rounded; grey of more than 8 bits is scaled to 0...65535 and clipped to 255, as in
    /// Pillow. Throws `TransferError.picture` when the file ends early or a number is above the largest one.
    static func decode(_ file: PictureFile, _ header: PNMHeader, into rgb: UnsafeMutablePointer<UInt8>) throws {
        if header.isPlain {
            try decodePlain(file, header, into: rgb)
        } else {
            try decodeBinary(file, header, into: rgb)
        }
    }

    /// The byte of a value up to the largest one.
    private static func byte(_ value: Int, _ header: PNMHeader) -> UInt8 {
        if header.isBitmap { return value == 0 ? 255 : 0 }
        if header.maximum == 255 { return UInt8(truncatingIfNeeded: value) }
        let isWideGrey = header.maximum > 255 && header.channels == 1
        let share = Double(value) / Double(header.maximum)
        return UInt8(min(255, (share * (isWideGrey ? 65535 : 255)).rounded(.toNearestOrEven)))
    }

    private static func decodePlain(
        _ file: PictureFile, _ header: PNMHeader, into rgb: UnsafeMutablePointer<UInt8>
    ) throws {
        var numbers = PNMNumbers(file, from: header.pixelOffset)
        for pixel in 0..<header.size.count {
            for channel in 0..<header.channels {
                let value = try numbers.next(isDigit: header.isBitmap)
                guard value <= header.maximum else {
                    throw TransferError.picture(file.problem("a value of \(value) is above \(header.maximum)"))
                }
                rgb[pixel * 3 + channel] = byte(value, header)
            }
            if header.channels == 1 { spread(rgb + pixel * 3) }
        }
    }

    private static func decodeBinary(
        _ file: PictureFile, _ header: PNMHeader, into rgb: UnsafeMutablePointer<UInt8>
    ) throws {
        let (width, height, channels) = (header.size.width, header.size.height, header.channels)
        let valueBytes = header.maximum > 255 ? 2 : 1
        let rowBytes = header.isBitmap ? (width + 7) / 8 : width * channels * valueBytes
        guard file.bytes.count - header.pixelOffset >= rowBytes * height else {
            throw TransferError.picture(file.problem("the file ends early"))
        }
        file.bytes.withUnsafeBufferPointer { bytes in
            for row in 0..<height {
                let line = header.pixelOffset + row * rowBytes
                for x in 0..<width {
                    let pixel = rgb + (row * width + x) * 3
                    for channel in 0..<channels {
                        let index = x * channels + channel
                        let value =
                            header.isBitmap
                            ? Int(bytes[line + x / 8]) >> (7 - x % 8) & 1
                            : valueBytes == 1
                                ? Int(bytes[line + index])
                                : Int(bytes[line + 2 * index]) << 8 | Int(bytes[line + 2 * index + 1])
                        pixel[channel] = byte(min(value, header.maximum), header)
                    }
                    if channels == 1 { spread(pixel) }
                }
            }
        }
    }

    private static func spread(_ pixel: UnsafeMutablePointer<UInt8>) {
        pixel[1] = pixel[0]
        pixel[2] = pixel[0]
    }
}
