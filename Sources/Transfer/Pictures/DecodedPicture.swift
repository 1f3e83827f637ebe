import Foundation

/// A raster picture in memory: 8-bit pixels, row by row from the top left.
struct DecodedPicture: Hashable, Sendable {
    /// The most pixels a picture may have, in millions: a small file can claim a size that fills the memory.
    static let megapixelLimit = 100

    /// The width and height in pixels.
    let size: PixelSize
    /// The channels of each pixel.
    let colorMode: ColorMode
    /// The channels of each pixel in turn: `width * height * channels` bytes.
    let pixels: [UInt8]

    /// Makes a picture from its pixels.
    ///
    /// Throws `TransferError.picture` unless the size is at least 1 × 1, within the limit, and fits the bytes.
    init(size: PixelSize, colorMode: ColorMode = .rgb, pixels: [UInt8]) throws {
        guard size.isAllowed, pixels.count == size.count * colorMode.channels else {
            throw TransferError.picture(.invalidSize(width: size.width, height: size.height))
        }
        self.size = size
        self.colorMode = colorMode
        self.pixels = pixels
    }

    /// Reads a JPEG, PNG, BMP or PPM file, in its own size unless `reading` says otherwise.
    ///
    /// Throws `TransferError.picture`.
    init(contentsOf path: String, _ reading: PictureReading = PictureReading()) throws {
        self = try PictureReader(reading).picture(PictureFile(contentsOf: path))
    }

    /// The picture as a PNG file; equal pixels give equal bytes.
    ///
    /// Throws `TransferError.picture`.
    func png() throws -> Data {
        try PNGCodec.encode(self)
    }

    /// The picture in another size in pixels; the pixels equal those of Pillow's `resize`.
    ///
    /// Throws `TransferError.picture` for a size below 1 × 1 or above the limit.
    func resized(width: Int, height: Int, interpolation: PictureInterpolation) throws -> DecodedPicture {
        let target = PixelSize(width: width, height: height)
        guard target.isAllowed else { throw TransferError.picture(.invalidSize(width: width, height: height)) }
        let resizer = try PictureResizer(
            PictureResizer.Geometry(
                source: size, box: PictureBox(of: size), target: target, channels: colorMode.channels,
                interpolation: interpolation))
        let (source, scratch) = (PixelBuffer(), PixelBuffer())
        let copy = source.reserve(pixels.count)
        pixels.withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress { copy.update(from: base, count: buffer.count) }
        }
        let count = target.count * colorMode.channels
        let resized = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            guard let base = buffer.baseAddress else { return }
            resizer.apply(copy, into: base, scratch: scratch)
            initialized = count
        }
        return try DecodedPicture(size: target, colorMode: colorMode, pixels: resized)
    }
}
