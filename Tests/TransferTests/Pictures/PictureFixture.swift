import Foundation
import Testing

@testable import Transfer

/// The picture files beside the tests, and the pixels that Pillow reads from them.
enum PictureFixture {
    /// The path of a fixture.
    static func path(_ name: String) throws -> String {
        try #require(Bundle.module.resourceURL).appending(path: "Fixtures/Pictures/\(name)").path
    }

    /// What Pillow makes of a picture; the generator lists the names.
    static func pixels(_ name: String) throws -> DecodedPicture {
        let (index, bytes) = try expectations.get()
        let entry = try #require(index[name], "no expectation is called \(name)")
        let size = PixelSize(width: entry[1], height: entry[2])
        return try DecodedPicture(
            size: size, colorMode: entry[3] == 3 ? .rgb : .grayscale,
            pixels: Array(bytes[entry[0]..<entry[0] + size.count * entry[3]]))
    }

    private static let expectations = Result {
        let index = try JSONDecoder().decode(
            [String: [Int]].self, from: try Data(contentsOf: URL(filePath: try path("pixels.json"))))
        return (index, [UInt8](try Data(contentsOf: URL(filePath: try path("pixels.bin")))))
    }

    /// The largest difference between two pictures of one size and kind.
    static func difference(_ picture: DecodedPicture, _ expected: DecodedPicture) throws -> Int {
        try #require(picture.size == expected.size && picture.colorMode == expected.colorMode)
        return zip(picture.pixels, expected.pixels).reduce(0) { max($0, abs(Int($1.0) - Int($1.1))) }
    }
}
