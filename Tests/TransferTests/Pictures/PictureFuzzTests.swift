import Foundation
import Testing

@testable import Transfer

@Suite("Damaged pictures are read or refused, never more")
struct PictureFuzzTests {
    static let seeds: [(name: String, count: Int)] = [
        ("jpeg-flat.jpg", 2500), ("jpeg-coarse.jpg", 2500), ("jpeg-grey-progressive.jpg", 2500), ("exif-6.jpg", 2500),
        ("png-palette-4.png", 2500), ("png-interlaced-16.png", 2500), ("png-rgb-16.png", 2500),
        ("bmp-rle8.bmp", 1500), ("bmp-4.bmp", 1000), ("bmp-16-565.bmp", 1000), ("ppm-p3.ppm", 1000),
        ("ppm-p6-65535.ppm", 1000),
    ]

    @Test("in 20,500 mutations", .timeLimit(.minutes(2)), arguments: seeds)
    func mutations(name: String, count: Int) throws {
        let seed = [UInt8](try Data(contentsOf: URL(filePath: try PictureFixture.path(name))))
        let readers = [
            try PictureReader(PictureReading()),
            try PictureReader(PictureReading(colorMode: .grayscale, size: PixelSize(width: 5, height: 4))),
            try PictureReader(
                PictureReading(
                    size: PixelSize(width: 6, height: 3), cropsToAspectRatio: true, orientation: .exif,
                    usesScaledDecoding: true)),
        ]
        var mutation = PictureMutation(seed: UInt64(count))
        var (read, refused) = (0, 0)
        for round in 0..<count {
            let bytes = mutation.mutated(seed)
            do {
                let picture = try readers[round % readers.count].picture(PictureFile(bytes, path: name))
                #expect(picture.size.isAllowed)
                read += 1
            } catch TransferError.picture(let problem) {
                if problem.message.isEmpty { Issue.record("a refusal without words") }
                refused += 1
            }
        }
        #expect(read + refused == count && read > 0 && refused > count / 10)
    }
}
