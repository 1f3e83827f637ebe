import Foundation
import Testing

@testable import Transfer

@Suite("Pictures decode to the pixels that Pillow reads")
struct PictureDecodingTests {
    @Test(
        "PNG files, exactly",
        arguments: [
            "png-rgb", "png-rgba", "png-grey", "png-grey-alpha", "png-palette", "png-palette-transparent",
            "png-one-bit", "png-grey-16", "png-rgb-16", "png-rgba-16", "png-grey-alpha-16", "png-grey-2",
            "png-grey-4", "png-interlaced", "png-gamma",
        ])
    func png(name: String) throws {
        let picture = try DecodedPicture(contentsOf: try PictureFixture.path("\(name).png"))
        #expect(picture == (try PictureFixture.pixels(name)))
    }

    @Test(
        "JPEG files, within one grey level",
        arguments: [
            "jpeg-baseline.jpg", "jpeg-progressive.jpg", "jpeg-444.jpg", "jpeg-grey.jpg", "jpeg-cmyk.jpg",
            "jpeg-named-as.png",
        ])
    func jpeg(file: String) throws {
        let picture = try DecodedPicture(contentsOf: try PictureFixture.path(file))
        let expected = try PictureFixture.pixels(String(file.prefix { $0 != "." }))
        try #require(picture.width == expected.width && picture.height == expected.height)
        let difference = zip(picture.rgb, expected.rgb).map { abs(Int($0) - Int($1)) }.max()
        #expect(difference ?? .max <= 1)
    }

    @Test("a picture written as PNG reads back the same, and is the same file each time")
    func encoding() throws {
        let picture = try PictureFixture.pixels("jpeg-baseline")
        let png = try picture.png()
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).png")
        try png.write(to: file, options: .atomic)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try DecodedPicture(contentsOf: file.path) == picture)
        #expect(try picture.png() == png)
    }
}
