/// What the header of a PBM, PGM or PPM file (P1 to P6) says.
struct PNMHeader {
    let size: PixelSize
    /// 1 for bitmaps and grey, 3 for colours.
    let channels: Int
    /// Whether the pixels are written as decimal numbers.
    let isPlain: Bool
    /// The number that stands for white; 1 in bitmaps, where 1 is black.
    let maximum: Int
    /// Whether the pixels are black (1) or white (0).
    let isBitmap: Bool
    /// Where the pixels begin.
    let pixelOffset: Int

    /// Reads the header.
    ///
    /// Throws `TransferError.picture` when it is cut off, makes no sense, or tells of a picture too large.
    init(_ file: PictureFile) throws {
        let kind = Int(file.bytes[1]) - 0x30
        isPlain = kind <= 3
        isBitmap = kind % 3 == 1
        channels = kind % 3 == 0 ? 3 : 1
        var numbers = PNMNumbers(file, from: 2)
        let (width, height) = (try numbers.next(), try numbers.next())
        size = try file.checked(PixelSize(width: width, height: height))
        maximum = isBitmap ? 1 : try numbers.next()
        guard (1...65535).contains(maximum) else {
            throw TransferError.picture(file.problem("its largest value is \(maximum), not 1 to 65535"))
        }
        // One white space ends the header.
        pixelOffset = numbers.position + 1
    }
}

/// The decimal numbers of a file, between white space and comments from `#` to the end of the line.
struct PNMNumbers {
    private let file: PictureFile
    /// Where reading goes on.
    private(set) var position: Int

    /// Makes a reader that begins at a position.
    init(_ file: PictureFile, from position: Int) {
        self.file = file
        self.position = position
    }

    /// The next number of at most ten digits, or of one digit.
    ///
    /// Throws `TransferError.picture` when the file ends, or something else is written there.
    mutating func next(isDigit: Bool = false) throws -> Int {
        let bytes = file.bytes
        skip(in: bytes)
        var (number, digits) = (0, 0)
        while position < bytes.count, (0x30...0x39).contains(bytes[position]), digits < (isDigit ? 1 : 10) {
            number = number * 10 + Int(bytes[position]) - 0x30
            digits += 1
            position += 1
        }
        guard digits > 0 else {
            throw TransferError.picture(
                file.problem(position < bytes.count ? "a number is missing" : "the file ends early"))
        }
        return number
    }

    private mutating func skip(in bytes: [UInt8]) {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09...0x0D: position += 1
            case 0x23: while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
            default: return
            }
        }
    }
}
