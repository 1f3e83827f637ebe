import CPNG
import Foundation

/// Reads and writes PNG files with libpng.
enum PNGCodec {
    /// Decodes a PNG file to 8-bit RGB.
    ///
    /// Throws `TransferError.picture` when it is damaged or too large.
    static func decode(_ file: PictureFile) throws -> DecodedPicture {
        var (width, height) = (Int32(0), Int32(0))
        var message = Message()
        guard cpng_decode_rgb(file.bytes, file.bytes.count, &width, &height, nil, &message.characters) == 1 else {
            throw TransferError.picture(file.problem(message.text))
        }
        let size = try file.checkedSize(width: Int(width), height: Int(height))
        var succeeded = false
        let rgb = [UInt8](unsafeUninitializedCapacity: size.bytes) { buffer, initialized in
            succeeded =
                cpng_decode_rgb(
                    file.bytes, file.bytes.count, &width, &height, buffer.baseAddress, &message.characters) == 1
            initialized = succeeded ? size.bytes : 0
        }
        guard succeeded else { throw TransferError.picture(file.problem(message.text)) }
        return try DecodedPicture(width: size.width, height: size.height, rgb: rgb)
    }

    /// Encodes a picture as 8-bit RGB PNG.
    ///
    /// Throws `TransferError.picture` in libpng's words.
    static func encode(_ picture: DecodedPicture) throws -> Data {
        let (width, height) = (Int32(picture.width), Int32(picture.height))
        var count = cpng_encoded_capacity(width, height)
        var message = Message()
        var succeeded = false
        let png = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            succeeded =
                cpng_encode_rgb(picture.rgb, width, height, buffer.baseAddress, &count, &message.characters) == 1
            initialized = succeeded ? count : 0
        }
        guard succeeded else {
            throw TransferError.picture(
                .notEncodable(width: picture.width, height: picture.height, reason: message.text))
        }
        return Data(png)
    }

    /// The buffer that libpng's words are written to.
    private struct Message {
        var characters = [CChar](repeating: 0, count: cpng_message_capacity)

        var text: String { String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) }
    }
}
