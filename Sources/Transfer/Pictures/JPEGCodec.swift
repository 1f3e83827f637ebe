import CJPEG

/// Reads JPEG files with libjpeg-turbo.
enum JPEGCodec {
    /// Decodes a JPEG file to 8-bit RGB.
    ///
    /// Throws `TransferError.picture` when it is damaged or too large.
    static func decode(_ file: PictureFile) throws -> DecodedPicture {
        var (width, height, components) = (Int32(0), Int32(0), Int32(0))
        var message = [CChar](repeating: 0, count: cjpeg_message_capacity)
        guard
            cjpeg_read_header(file.bytes, file.bytes.count, &width, &height, &components, &message) == 1
        else { throw TransferError.picture(file.problem(text(message))) }
        guard [1, 3, 4].contains(components) else {
            throw TransferError.picture(
                file.problem("expected 1, 3 or 4 colour components, received \(components)"))
        }
        let size = try file.checkedSize(width: Int(width), height: Int(height))
        var succeeded = false
        let rgb = [UInt8](unsafeUninitializedCapacity: size.bytes) { buffer, initialized in
            succeeded = cjpeg_decode_rgb(file.bytes, file.bytes.count, buffer.baseAddress, &message) == 1
            initialized = succeeded ? size.bytes : 0
        }
        guard succeeded else { throw TransferError.picture(file.problem(text(message))) }
        return try DecodedPicture(width: size.width, height: size.height, rgb: rgb)
    }

    private static func text(_ message: [CChar]) -> String {
        String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
