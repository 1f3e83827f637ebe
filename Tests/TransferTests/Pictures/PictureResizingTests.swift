import Testing

@testable import Transfer

@Suite("Pictures resize to the pixels that Pillow computes")
struct PictureResizingTests {
    static let sizes = [[7, 5], [29, 40], [64, 17], [58, 34], [1, 1], [13, 16], [100, 3], [27, 5], [20, 2]]
    static let crops = [[7, 7], [40, 40], [5, 16], [17, 17], [30, 3]]

    private func read(_ change: (inout PictureReading) -> Void) throws -> DecodedPicture {
        var reading = PictureReading()
        change(&reading)
        return try DecodedPicture(contentsOf: try PictureFixture.path("gradient.png"), reading)
    }

    @Test("exactly, in colour and in grey", arguments: sizes, PictureInterpolation.allCases)
    func resize(size: [Int], interpolation: PictureInterpolation) throws {
        let name = "\(interpolation.rawValue)-\(size[0])x\(size[1])"
        let target = PixelSize(width: size[0], height: size[1])
        let color = try read { ($0.size, $0.interpolation) = (target, interpolation) }
        #expect(try color == PictureFixture.pixels("gradient.png:\(name)"))
        let grey = try read { ($0.size, $0.interpolation, $0.colorMode) = (target, interpolation, .grayscale) }
        #expect(try grey == PictureFixture.pixels("gradient.png:grey-\(name)"))
        let whole = try read { _ in }
        #expect(try whole.resized(width: size[0], height: size[1], interpolation: interpolation) == color)
    }

    @Test("cropped to the new proportions as Keras' load_img crops", arguments: crops, PictureInterpolation.allCases)
    func crop(size: [Int], interpolation: PictureInterpolation) throws {
        let picture = try read {
            $0.size = PixelSize(width: size[0], height: size[1])
            ($0.interpolation, $0.cropsToAspectRatio) = (interpolation, true)
        }
        let name = "gradient.png:crop-\(interpolation.rawValue)-\(size[0])x\(size[1])"
        #expect(try picture == PictureFixture.pixels(name))
    }

    @Test("the same size leaves the pixels alone", arguments: PictureInterpolation.allCases)
    func sameSize(interpolation: PictureInterpolation) throws {
        let picture = try PictureFixture.pixels("gradient.png")
        #expect(try picture.resized(width: 29, height: 17, interpolation: interpolation) == picture)
    }

    @Test("impossible sizes are refused", arguments: [[0, 5], [5, -1], [20_000, 20_000], [.max, 2]])
    func refused(size: [Int]) throws {
        let picture = try PictureFixture.pixels("gradient.png")
        #expect(throws: TransferError.picture(.invalidSize(width: size[0], height: size[1]))) {
            try picture.resized(width: size[0], height: size[1], interpolation: .bilinear)
        }
        #expect(throws: TransferError.self) {
            try read { $0.size = PixelSize(width: size[0], height: size[1]) }
        }
    }

    @Test("one reader serves many pictures into memory that is there already")
    func reader() throws {
        let size = PixelSize(width: 12, height: 9)
        let reader = try PictureReader(PictureReading(size: size))
        var pixels = [UInt8](repeating: 0, count: size.count * 3)
        for file in ["jpeg-large.jpg", "gradient.png", "bmp-24.bmp", "png-grey-4.png", "jpeg-large.jpg"] {
            let path = try PictureFixture.path(file)
            let file = try PictureFile(contentsOf: path)
            try pixels.withUnsafeMutableBufferPointer { try reader.read(file, into: $0) }
            #expect(try pixels == DecodedPicture(contentsOf: path, PictureReading(size: size)).pixels)
        }
        #expect(throws: TransferError.self) {
            var tooFew = [UInt8](repeating: 0, count: 5)
            let file = try PictureFile(contentsOf: PictureFixture.path("gradient.png"))
            try tooFew.withUnsafeMutableBufferPointer { try reader.read(file, into: $0) }
        }
    }
}
