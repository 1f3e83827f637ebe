import Testing

@testable import Transfer

@Suite("Pictures resize to the pixels that Pillow computes")
struct PictureResizingTests {
    static let sizes = [[7, 5], [29, 40], [64, 17], [58, 34], [1, 1], [13, 16], [100, 3], [27, 5], [20, 2]]

    @Test("nearest and bilinear, exactly", arguments: sizes, [Interpolation.nearest, .bilinear])
    func resize(size: [Int], interpolation: Interpolation) throws {
        let picture = try DecodedPicture(contentsOf: try PictureFixture.path("gradient.png"))
        let resized = try picture.resized(width: size[0], height: size[1], interpolation: interpolation)
        let expected = try PictureFixture.pixels("resize-\(interpolation.rawValue)-\(size[0])x\(size[1])")
        #expect(resized == expected)
    }

    @Test("the same size leaves the pixels alone", arguments: [Interpolation.nearest, .bilinear])
    func sameSize(interpolation: Interpolation) throws {
        let picture = try PictureFixture.pixels("gradient")
        #expect(try picture.resized(width: 29, height: 17, interpolation: interpolation) == picture)
    }

    @Test("impossible sizes are refused", arguments: [[0, 5], [5, -1], [20_000, 20_000], [.max, 2]])
    func refused(size: [Int]) throws {
        let picture = try PictureFixture.pixels("gradient")
        #expect(throws: TransferError.picture(.invalidSize(width: size[0], height: size[1]))) {
            try picture.resized(width: size[0], height: size[1], interpolation: .bilinear)
        }
    }
}
