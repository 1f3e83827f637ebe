/// A width and height in pixels.
struct PixelSize: Hashable, Sendable {
    var width: Int
    var height: Int

    /// How many pixels there are; call it for sizes that are within the limit.
    var count: Int { width * height }

    /// The size of the picture lying on its side.
    var transposed: PixelSize { PixelSize(width: height, height: width) }

    /// Whether a picture may have this size: at least 1 × 1, and at most `DecodedPicture.megapixelLimit`.
    var isAllowed: Bool {
        guard width > 0, height > 0 else { return false }
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        return !overflow && pixels <= DecodedPicture.megapixelLimit * 1_000_000
    }
}
