extension Picture {
    /// A picture's colours.
    package struct Pixels: Hashable, Sendable {
        /// The width in pixels.
        package let width: Int
        /// The height in pixels.
        package let height: Int
        /// Red, green and blue of each pixel in turn, row by row from the top left.
        package let rgb: [UInt8]
    }

    /// Decodes the picture's file, and not what the picture says of its size.
    ///
    /// - Throws: `TransferError.picture` where it is no picture or damaged.
    package func pixels() throws -> Pixels {
        let decoded = try PictureReader(PictureReading()).picture(PictureFile(png, path: "picture"))
        return Pixels(width: decoded.size.width, height: decoded.size.height, rgb: decoded.pixels)
    }
}
