import CPNG
import Foundation

/// Reads and writes PNG files with libpng.
enum PNGCodec {
    /// The picture's size in pixels.
    ///
    /// Throws `TransferError.picture` when the header is damaged or the picture too large.
    static func size(of file: PictureFile) throws -> PixelSize {
        var (width, height) = (Int32(0), Int32(0))
        var message = Message()
        guard cpng_decode_rgb(file.bytes, file.bytes.count, &width, &height, nil, &message.characters) == 1 else {
            throw TransferError.picture(file.problem(message.text))
        }
        return try file.checked(PixelSize(width: Int(width), height: Int(height)))
    }

    /// Decodes to 8-bit RGB of the size that `size(of:)` gave.
    ///
    /// Throws `TransferError.picture` when the file is damaged.
    static func decode(_ file: PictureFile, into rgb: UnsafeMutablePointer<UInt8>) throws {
        var (width, height) = (Int32(0), Int32(0))
        var message = Message()
        guard cpng_decode_rgb(file.bytes, file.bytes.count, &width, &height, rgb, &message.characters) == 1 else {
            throw TransferError.picture(file.problem(message.text))
        }
    }

    /// Encodes an RGB picture as 8-bit RGB PNG, a grey one as 8-bit grey PNG.
    ///
    /// Throws `TransferError.picture` in libpng's words.
    static func encode(_ picture: DecodedPicture) throws -> Data {
        let (width, height) = (Int32(picture.size.width), Int32(picture.size.height))
        let channels = Int32(picture.colorMode.channels)
        var count = cpng_encoded_capacity(width, height, channels)
        var message = Message()
        var succeeded = false
        let png = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            succeeded =
                cpng_encode(
                    picture.pixels, width, height, channels, buffer.baseAddress, &count, &message.characters) == 1
            initialized = succeeded ? count : 0
        }
        guard succeeded else {
            throw TransferError.picture(
                .notEncodable(width: picture.size.width, height: picture.size.height, reason: message.text))
        }
        return Data(png)
    }

    /// The buffer that libpng's words are written to.
    private struct Message {
        var characters = [CChar](repeating: 0, count: cpng_message_capacity)

        var text: String { String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) }
    }
}
