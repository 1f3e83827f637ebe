import CJPEG

/// Reads JPEG files with libjpeg-turbo.
enum JPEGCodec {
    /// The picture's size in pixels.
    ///
    /// Throws `TransferError.picture` when the header is damaged or the picture too large.
    static func size(of file: PictureFile) throws -> PixelSize {
        var (width, height, components) = (Int32(0), Int32(0), Int32(0))
        var message = [CChar](repeating: 0, count: cjpeg_message_capacity)
        guard
            cjpeg_read_header(file.bytes, file.bytes.count, &width, &height, &components, &message) == 1
        else { throw TransferError.picture(file.problem(text(message))) }
        guard [1, 3, 4].contains(components) else {
            throw TransferError.picture(
                .unsupported(
                    path: file.path, format: file.format.rawValue,
                    reason: "expected 1, 3 or 4 colour components, received \(components)"))
        }
        return try file.checked(PixelSize(width: Int(width), height: Int(height)))
    }

    /// Decodes to 8-bit RGB of the size that `size(of:)` gave, divided by `shrink` (1, 2, 4 or 8) and rounded up.
    ///
    /// Throws `TransferError.picture` when the file is damaged.
    static func decode(_ file: PictureFile, shrink: Int, into rgb: UnsafeMutablePointer<UInt8>) throws {
        var message = [CChar](repeating: 0, count: cjpeg_message_capacity)
        guard cjpeg_decode_rgb(file.bytes, file.bytes.count, UInt32(shrink), rgb, &message) == 1 else {
            throw TransferError.picture(file.problem(text(message)))
        }
    }

    private static func text(_ message: [CChar]) -> String {
        String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
