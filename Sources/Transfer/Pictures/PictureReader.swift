/// Reads pictures one after another into memory that is there already: one reader for each thread.
///
/// Its buffers serve the next picture again, and are given up after an unusually large one.
final class PictureReader {
    private let reading: PictureReading
    private let (decoded, turned, scratch) = (PixelBuffer(), PixelBuffer(), PixelBuffer())
    private var lastResizer: PictureResizer?

    /// Makes a reader.
    ///
    /// Throws `TransferError.picture` for a size that no picture may have.
    init(_ reading: PictureReading) throws {
        if let size = reading.size, !size.isAllowed {
            throw TransferError.picture(.invalidSize(width: size.width, height: size.height))
        }
        self.reading = reading
    }

    /// Reads a picture in the reader's size, or its own.
    ///
    /// Throws `TransferError.picture` when it cannot be read.
    func picture(_ file: PictureFile) throws -> DecodedPicture {
        defer { trim() }
        let source = try decode(file)
        let target = reading.size ?? source.size
        let count = target.count * reading.colorMode.channels
        let resizer = try resizer(for: source, target: target)
        let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            guard let base = buffer.baseAddress else { return }
            resizer.apply(source.pixels, into: base, scratch: scratch)
            initialized = count
        }
        return try DecodedPicture(size: target, colorMode: reading.colorMode, pixels: pixels)
    }

    /// Reads a picture in the reader's size into `height * width * channels` bytes.
    ///
    /// Throws `TransferError.picture` when it cannot be read, or the reader has no size or another one than the bytes.
    func read(_ file: PictureFile, into pixels: UnsafeMutableBufferPointer<UInt8>) throws {
        defer { trim() }
        let target = reading.size ?? PixelSize(width: 0, height: 0)
        guard let base = pixels.baseAddress, pixels.count == target.count * reading.colorMode.channels else {
            throw TransferError.picture(.invalidSize(width: target.width, height: target.height))
        }
        let source = try decode(file)
        try resizer(for: source, target: target).apply(source.pixels, into: base, scratch: scratch)
    }

    private func trim() {
        decoded.trim()
        turned.trim()
        scratch.trim()
    }
}

extension PictureReader {
    /// A whole picture in one of the reader's buffers.
    private struct Source {
        let pixels: UnsafePointer<UInt8>
        let size: PixelSize
        /// How many times smaller than in the file it was decoded.
        let shrink: Int
        /// Its size in the file.
        let fullSize: PixelSize
    }

    private func resizer(for source: Source, target: PixelSize) throws -> PictureResizer {
        let box =
            reading.cropsToAspectRatio
            ? PictureBox(of: source.fullSize, proportionedAs: target) : PictureBox(of: source.fullSize)
        let geometry = PictureResizer.Geometry(
            source: source.size, box: box.divided(by: source.shrink), target: target,
            channels: reading.colorMode.channels, interpolation: reading.interpolation)
        if let lastResizer, lastResizer.geometry == geometry { return lastResizer }
        let resizer = try PictureResizer(geometry)
        lastResizer = resizer
        return resizer
    }

    private func decode(_ file: PictureFile) throws -> Source {
        let orientation = reading.orientation == .exif ? EXIFOrientation(of: file) : .upright
        switch file.format {
        case .png: return try decode(file, PNGCodec.size(of: file), orientation, PNGCodec.decode)
        case .bmp:
            let header = try BMPHeader(file)
            return try decode(file, header.size, orientation) { file, rgb in
                try BMPCodec.decode(file, header, into: rgb)
            }
        case .pnm:
            let header = try PNMHeader(file)
            return try decode(file, header.size, orientation) { file, rgb in
                try PNMCodec.decode(file, header, into: rgb)
            }
        case .jpeg:
            let size = try JPEGCodec.size(of: file)
            let shrink = shrink(orientation.swapsSides ? size.transposed : size)
            return try decode(file, size, orientation, shrink: shrink) { file, rgb in
                try JPEGCodec.decode(file, shrink: shrink, into: rgb)
            }
        }
    }

    private func decode(
        _ file: PictureFile, _ fullSize: PixelSize, _ orientation: EXIFOrientation, shrink: Int = 1,
        _ body: (PictureFile, UnsafeMutablePointer<UInt8>) throws -> Void
    ) throws -> Source {
        let size = PixelSize(
            width: (fullSize.width + shrink - 1) / shrink, height: (fullSize.height + shrink - 1) / shrink)
        let pixels = decoded.reserve(size.count * 3)
        try body(file, pixels)
        if reading.colorMode == .grayscale { Grayscale.convert(pixels, count: size.count) }
        guard orientation != .upright else {
            return Source(pixels: pixels, size: size, shrink: shrink, fullSize: fullSize)
        }
        let channels = reading.colorMode.channels
        let result = turned.reserve(size.count * channels)
        orientation.turn(pixels, size, channels: channels, into: result)
        return Source(
            pixels: result, size: orientation.swapsSides ? size.transposed : size, shrink: shrink,
            fullSize: orientation.swapsSides ? fullSize.transposed : fullSize)
    }

    /// The largest of 1, 2, 4 and 8 that leaves at least as many pixels as are needed.
    private func shrink(_ size: PixelSize) -> Int {
        guard reading.usesScaledDecoding, let target = reading.size, reading.interpolation != .nearest else { return 1 }
        let box =
            reading.cropsToAspectRatio ? PictureBox(of: size, proportionedAs: target) : PictureBox(of: size)
        let scale = min(box.width / Double(target.width), box.height / Double(target.height))
        return [8, 4, 2].first { scale >= Double($0) } ?? 1
    }
}
