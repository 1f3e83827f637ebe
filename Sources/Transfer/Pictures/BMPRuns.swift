/// Reads the run-length encoding of BMP files with 4 or 8 bits for each pixel.
enum BMPRuns {
    /// Decodes to RGB; pixels that the file passes over or leaves out have the palette's first colour.
    static func decode(
        _ bytes: [UInt8], _ header: BMPHeader, bits: Int, into rgb: UnsafeMutablePointer<UInt8>
    ) {
        let (width, height) = (header.size.width, header.size.height)
        for pixel in 0..<header.size.count { header.paint(0, at: rgb + pixel * 3) }
        var (position, x, y) = (header.pixelOffset, 0, 0)
        func paint(_ index: UInt8) {
            if x < width, y < height { header.paint(Int(index), at: rgb + (header.line(y) * width + x) * 3) }
            x += 1
        }
        while position + 1 < bytes.count, y < height {
            let (count, value) = (Int(bytes[position]), bytes[position + 1])
            position += 2
            switch (count, value) {
            case (0, 0): (x, y) = (0, y + 1)
            case (0, 1): return
            case (0, 2):
                guard position + 1 < bytes.count else { return }
                (x, y) = (x + Int(bytes[position]), y + Int(bytes[position + 1]))
                position += 2
            case (0, _):
                let length = bits == 8 ? Int(value) : (Int(value) + 1) / 2
                guard position + length <= bytes.count else { return }
                for index in 0..<Int(value) {
                    let byte = bytes[position + (bits == 8 ? index : index / 2)]
                    paint(bits == 8 ? byte : index % 2 == 0 ? byte >> 4 : byte & 15)
                }
                // What is not a run is padded to two bytes.
                position += length + length % 2
            default:
                for index in 0..<count { paint(bits == 8 ? value : index % 2 == 0 ? value >> 4 : value & 15) }
            }
        }
    }
}
