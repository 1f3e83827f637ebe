import Foundation
import Testing

@testable import Transfer

/// The picture files beside the tests, and the pixels that Pillow reads from them.
enum PictureFixture {
    /// The path of a fixture.
    static func path(_ name: String) throws -> String {
        try #require(Bundle.module.resourceURL).appending(path: "Fixtures/Pictures/\(name)").path
    }

    /// Pixels that Pillow wrote: width and height as 32-bit little-endian numbers, then RGB.
    static func pixels(_ name: String) throws -> DecodedPicture {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: try path("\(name).rgb"))))
        func number(at offset: Int) -> Int {
            (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        return try DecodedPicture(width: number(at: 0), height: number(at: 4), rgb: Array(bytes.dropFirst(8)))
    }
}
