extension PictureFile {
    /// The picture's size as the file's head tells it; with the orientation that EXIF data ask for, that of the turned picture.
    ///
    /// Throws `TransferError.picture` when the head is damaged or the picture too large.
    func size(_ orientation: PictureOrientation) throws -> PixelSize {
        let size =
            switch format {
            case .png: try PNGCodec.size(of: self)
            case .jpeg: try JPEGCodec.size(of: self)
            case .bmp: try BMPHeader(self).size
            case .pnm: try PNMHeader(self).size
            }
        return orientation == .exif && EXIFOrientation(of: self).swapsSides ? size.transposed : size
    }
}
