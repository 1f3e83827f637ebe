import Foundation

/// Tells from a file's first bytes what it is, for the message that it is not a picture that can be read.
enum PictureSniffer {
    private static let signatures: [(bytes: [UInt8], name: String)] = [
        (Array("GIF8".utf8), "a GIF picture"),
        ([0x49, 0x49, 0x2A, 0x00], "a TIFF picture"),
        ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF picture"),
        ([0x49, 0x49, 0x2B, 0x00], "a TIFF picture"),
        ([0x4D, 0x4D, 0x00, 0x2B], "a TIFF picture"),
        (Array("P7\n".utf8), "a PAM picture"),
        ([0xFF, 0x0A], "a JPEG XL picture"),
        ([0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20], "a JPEG 2000 picture"),
        ([0x00, 0x00, 0x00, 0x0C, 0x4A, 0x58, 0x4C, 0x20], "a JPEG XL picture"),
        (Array("8BPS".utf8), "a Photoshop picture"),
        ([0x00, 0x00, 0x01, 0x00], "an icon file"),
        (Array("%PDF".utf8), "a PDF document"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive"),
        ([0x1F, 0x8B], "a gzip archive"),
        ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"),
        ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "a NumPy array"),
        (Array("version https://git-lfs".utf8), "a Git LFS pointer ('git lfs pull' fetches the picture)"),
    ]

    /// What a file that begins with these bytes seems to be, with its article.
    static func description(of head: [UInt8]) -> String {
        if let signature = signatures.first(where: { head.starts(with: $0.bytes) }) { return signature.name }
        if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            return "a WebP picture"
        }
        if head.dropFirst(4).starts(with: Array("ftyp".utf8)) { return container(brand: head.dropFirst(8)) }
        return text(head) ?? "a file of another kind"
    }

    private static func container(brand: ArraySlice<UInt8>) -> String {
        switch String(decoding: brand.prefix(4), as: UTF8.self) {
        case "heic", "heix", "hevc", "mif1", "msf1": "a HEIC picture"
        case "avif", "avis": "an AVIF picture"
        default: "a video"
        }
    }

    private static func text(_ head: [UInt8]) -> String? {
        guard !head.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) else { return nil }
        let start = String(decoding: head, as: UTF8.self).lowercased().drop { $0.isWhitespace }
        if start.hasPrefix("<svg") { return "an SVG drawing" }
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return "a web page" }
        return "text"
    }
}
