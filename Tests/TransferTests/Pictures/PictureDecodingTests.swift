import Foundation
import Testing

@testable import Transfer

@Suite("Pictures decode to the pixels that Pillow reads")
struct PictureDecodingTests {
    static let losslessFiles = [
        "png-rgb.png", "png-rgba.png", "png-grey.png", "png-grey-alpha.png", "png-palette.png",
        "png-palette-transparent.png", "png-one-bit.png", "png-grey-16.png", "png-rgb-16.png", "png-rgba-16.png",
        "png-grey-alpha-16.png", "png-grey-2.png", "png-grey-4.png", "png-palette-1.png", "png-palette-2.png",
        "png-palette-4.png", "png-grey-transparent.png", "png-rgb-transparent.png", "png-interlaced.png",
        "png-interlaced-palette.png", "png-interlaced-16.png", "png-interlaced-tiny.png", "png-gamma.png",
        "bmp-24.bmp", "bmp-8.bmp", "bmp-grey.bmp", "bmp-1.bmp", "bmp-1-colours.bmp", "bmp-4.bmp", "bmp-4-few.bmp",
        "bmp-top-down.bmp", "bmp-16.bmp", "bmp-16-565.bmp", "bmp-32.bmp", "bmp-32-masks.bmp", "bmp-32-alpha.bmp",
        "bmp-version-5.bmp", "bmp-os2.bmp", "bmp-os2-24.bmp", "bmp-rle8.bmp", "bmp-rle4.bmp", "ppm-p1.pbm",
        "ppm-p2.pgm", "ppm-p3.ppm", "ppm-p3-1000.ppm", "ppm-p4.pbm", "ppm-p5.pgm", "ppm-p5-100.pgm",
        "ppm-p5-1000.pgm", "ppm-p5-65535.pgm", "ppm-p6.ppm", "ppm-p6-65535.ppm", "ppm-p6-comment.ppm",
    ]

    static let jpegFiles = [
        "jpeg-baseline.jpg", "jpeg-progressive.jpg", "jpeg-444.jpg", "jpeg-422.jpg", "jpeg-grey.jpg",
        "jpeg-grey-progressive.jpg", "jpeg-cmyk.jpg", "jpeg-ycck.jpg", "jpeg-rgb.jpg", "jpeg-restart.jpg",
        "jpeg-coarse.jpg", "jpeg-one-pixel.jpg", "jpeg-flat.jpg", "jpeg-named-as.png",
    ]

    private func read(_ file: String, _ colorMode: ColorMode) throws -> DecodedPicture {
        try DecodedPicture(contentsOf: try PictureFixture.path(file), PictureReading(colorMode: colorMode))
    }

    @Test("PNG, BMP and PPM files, exactly", arguments: losslessFiles)
    func lossless(file: String) throws {
        #expect(try read(file, .rgb) == PictureFixture.pixels(file))
        #expect(try read(file, .grayscale) == PictureFixture.pixels("\(file):grey"))
    }

    @Test("JPEG files, within one grey level", arguments: jpegFiles)
    func jpeg(file: String) throws {
        #expect(try PictureFixture.difference(read(file, .rgb), PictureFixture.pixels(file)) <= 1)
        #expect(try PictureFixture.difference(read(file, .grayscale), PictureFixture.pixels("\(file):grey")) <= 1)
    }

    @Test(
        "JPEG files decoded smaller, as Pillow's draft does",
        arguments: [("half", PixelSize(width: 80, height: 60)), ("quarter", PixelSize(width: 40, height: 30))])
    func scaled(name: String, size: PixelSize) throws {
        let reading = PictureReading(size: size, usesScaledDecoding: true)
        let picture = try DecodedPicture(contentsOf: try PictureFixture.path("jpeg-large.jpg"), reading)
        #expect(try PictureFixture.difference(picture, PictureFixture.pixels("jpeg-large.jpg:\(name)")) <= 1)
    }

    @Test("turned as the metadata say, only when asked", arguments: 1...8)
    func orientation(number: Int) throws {
        let file = "exif-\(number).jpg"
        let path = try PictureFixture.path(file)
        let stored = try DecodedPicture(contentsOf: path)
        #expect(try PictureFixture.difference(stored, PictureFixture.pixels(file)) <= 1)
        let upright = try DecodedPicture(contentsOf: path, PictureReading(orientation: .exif))
        #expect(try PictureFixture.difference(upright, PictureFixture.pixels("\(file):exif")) <= 1)
    }

    @Test("turned as a PNG file's metadata say, in colour and in grey")
    func orientationOfPNG() throws {
        let path = try PictureFixture.path("exif-6.png")
        let upright = try DecodedPicture(contentsOf: path, PictureReading(orientation: .exif))
        #expect(try upright == PictureFixture.pixels("exif-6.png:exif"))
        let grey = try DecodedPicture(contentsOf: path, PictureReading(colorMode: .grayscale, orientation: .exif))
        #expect(grey.size == upright.size)
    }

    @Test(
        "a picture written as PNG reads back the same, and is the same file each time",
        arguments: [ColorMode.rgb, .grayscale])
    func encoding(colorMode: ColorMode) throws {
        let picture = try read("jpeg-baseline.jpg", colorMode)
        let png = try picture.png()
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).png")
        try png.write(to: file, options: .atomic)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try DecodedPicture(contentsOf: file.path, PictureReading(colorMode: colorMode)) == picture)
        #expect(try picture.png() == png)
    }

    @Test("loadImage gives them as tensors")
    func loading() throws {
        let path = try PictureFixture.path("png-rgb.png")
        let color = try loadImage(path)
        #expect(color.shape == [23, 37, 3])
        #expect(color.values == (try PictureFixture.pixels("png-rgb.png")).pixels.map { Float($0) })
        let grey = try loadImage(path, targetSize: [5, 8], colorMode: .grayscale, interpolation: .area)
        #expect(grey.shape == [5, 8, 1])
    }
}
