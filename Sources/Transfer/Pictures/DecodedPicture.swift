import Foundation

/// A raster picture in memory: 8-bit RGB, row by row from the top left.
struct DecodedPicture: Hashable, Sendable {
    /// The most pixels a picture may have, in millions: a small file can claim a size that fills the memory.
    static let megapixelLimit = 100

    /// The width in pixels.
    let width: Int
    /// The height in pixels.
    let height: Int
    /// Red, green and blue of each pixel: `width * height * 3` bytes.
    let rgb: [UInt8]

    /// Makes a picture from its pixels.
    ///
    /// Throws `TransferError.picture` unless the size is at least 1 × 1, within the limit, and fits the bytes.
    init(width: Int, height: Int, rgb: [UInt8]) throws {
        guard Self.isAllowed(width: width, height: height), rgb.count == width * height * 3 else {
            throw TransferError.picture(.invalidSize(width: width, height: height))
        }
        self.width = width
        self.height = height
        self.rgb = rgb
    }

    /// Reads a PNG or JPEG file as Pillow's `Image.open(path).convert("RGB")` does: alpha is dropped, grey and
    /// palettes become RGB, an orientation in the metadata is not applied.
    ///
    /// The format is told by the file's first bytes, whatever its name. Throws `TransferError.picture`.
    init(contentsOf path: String) throws {
        let file = try PictureFile(contentsOf: path)
        self =
            switch file.format {
            case .png: try PNGCodec.decode(file)
            case .jpeg: try JPEGCodec.decode(file)
            }
    }

    /// The picture as a PNG file; equal pixels give equal bytes.
    ///
    /// Throws `TransferError.picture`.
    func png() throws -> Data {
        try PNGCodec.encode(self)
    }

    /// Whether a picture may have this size in pixels.
    static func isAllowed(width: Int, height: Int) -> Bool {
        guard width > 0, height > 0 else { return false }
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        return !overflow && pixels <= megapixelLimit * 1_000_000
    }
}
