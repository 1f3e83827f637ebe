extension EXIFOrientation {
    /// The orientation that a JPEG or PNG file's metadata tell; `upright` when they tell none, or nonsense.
    init(of file: PictureFile) {
        let metadata =
            switch file.format {
            case .jpeg: Self.jpegMetadata(file.bytes)
            case .png: Self.pngMetadata(file.bytes)
            case .bmp, .pnm: nil as ArraySlice<UInt8>?
            }
        self = metadata.flatMap { Self.orientation(Array($0)) }.flatMap(Self.init(rawValue:)) ?? .upright
    }

    /// What follows `Exif\0\0` in the first APP1 segment that begins so.
    private static func jpegMetadata(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        let mark = Array("Exif\0\0".utf8)
        var position = 2
        while position + 4 <= bytes.count, bytes[position] == 0xFF {
            let marker = bytes[position + 1]
            if marker == 0xFF {
                position += 1
                continue
            }
            // Picture data begin, or the file ends.
            guard marker != 0xDA, marker != 0xD9 else { return nil }
            let end = position + 2 + (Int(bytes[position + 2]) << 8 | Int(bytes[position + 3]))
            guard end >= position + 4, end <= bytes.count else { return nil }
            let content = bytes[(position + 4)..<end]
            if marker == 0xE1, content.starts(with: mark) { return content.dropFirst(mark.count) }
            position = end
        }
        return nil
    }

    /// The content of the `eXIf` chunk.
    private static func pngMetadata(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        var position = 8
        while position + 12 <= bytes.count {
            let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
            let end = position + 8 + length
            guard end + 4 <= bytes.count else { return nil }
            if bytes[(position + 4)..<(position + 8)].elementsEqual("eXIf".utf8) { return bytes[(position + 8)..<end] }
            position = end + 4
        }
        return nil
    }

    /// The number under tag 0x0112 of the first directory of a TIFF structure.
    private static func orientation(_ tiff: [UInt8]) -> Int? {
        guard tiff.count >= 8 else { return nil }
        let isLittleEndian = tiff[0] == 0x49
        func number(_ position: Int, bytes count: Int) -> Int? {
            guard position >= 0, position + count <= tiff.count else { return nil }
            let bytes = tiff[position..<position + count]
            return isLittleEndian
                ? bytes.reversed().reduce(0) { $0 << 8 | Int($1) } : bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, bytes: 4), let count = number(directory, bytes: 2) else { return nil }
        for entry in 0..<count {
            let position = directory + 2 + entry * 12
            guard let tag = number(position, bytes: 2) else { return nil }
            if tag == 0x0112 { return number(position + 8, bytes: 2) }
        }
        return nil
    }
}
