import Figures
import Foundation
import Testing

@Suite("Photographs stand in a grid with their captions")
struct PictureGridTests {
    private func item(_ shade: UInt8, width: Int = 4, height: Int = 3, caption: String = "") -> PictureGrid.Item {
        PictureGrid.Item(
            rgb: [UInt8](repeating: shade, count: width * height * 3), width: width, height: height, caption: caption)
    }

    @Test("rows follow from the number of columns, and the words from the captions")
    func layout() throws {
        let items = (0..<9).map { item(UInt8($0 * 20), caption: "class \($0)") }
        let three = try PictureGrid(pictures: items, columns: 3).picture()
        let header = try PNGHeader(three.png)
        #expect(header.width == 1280 && three.width == 1280)
        #expect(header.height == three.height)
        #expect(three.height > three.width)
        #expect(try PictureGrid(pictures: items, columns: 9).picture().height < three.height / 3)
        #expect(three.altText.hasPrefix("A grid of 9 pictures: class 0, class 1"))
    }

    @Test("pixels, captions and theme all show")
    func content() throws {
        func png(_ shade: UInt8, _ caption: String, _ theme: Theme = .light) throws -> [UInt8] {
            try PictureGrid(pictures: [item(shade, caption: caption)], columns: 1).picture(theme: theme).png
        }
        let reference = try png(90, "fish")
        #expect(try png(90, "fish") == reference)
        #expect(try png(91, "fish") != reference)
        #expect(try png(90, "dish") != reference)
        #expect(try png(90, "fish", .dark) != reference)
    }

    @Test("long captions take a second line and then end in an ellipsis; they never widen the grid")
    func captions() throws {
        let short = try PictureGrid(pictures: [item(9, caption: "fish")], columns: 4).picture()
        let words = String(repeating: "a long caption ", count: 20)
        let long = try PictureGrid(pictures: [item(9, caption: words)], columns: 4).picture()
        let solid = String(repeating: "x", count: 300)
        let unbroken = try PictureGrid(pictures: [item(9, caption: solid)], columns: 4).picture()
        #expect(long.width == short.width && unbroken.width == short.width)
        #expect(long.height > short.height && unbroken.height == short.height)
    }

    @Test("no pictures, bytes that do not fit and no columns are answered")
    func refused() throws {
        #expect(throws: ChartError.self) { try PictureGrid(pictures: [], columns: 3).picture() }
        let broken = PictureGrid.Item(rgb: [1, 2], width: 1, height: 1, caption: "")
        #expect(throws: ChartError.pixelCount(width: 1, height: 1, received: 2)) {
            try PictureGrid(pictures: [broken], columns: 1).picture()
        }
        #expect(try PictureGrid(pictures: [item(1)], columns: 0).picture().width > 0)
    }
}
