import Foundation
import Testing

/// What the first bytes of a PNG file say.
struct PNGHeader {
    let width: Int
    let height: Int

    /// Reads the header; fails the test when the bytes are no PNG file.
    init(_ png: [UInt8]) throws {
        try #require(png.count > 24 && png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        func number(at offset: Int) -> Int {
            png[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        width = number(at: 16)
        height = number(at: 20)
    }
}
