/// Photographs in rows and columns with a caption below each.
package struct PictureGrid {
    /// One photograph.
    package struct Item {
        /// Red, green and blue of each pixel, row by row: `width * height * 3` bytes.
        package var rgb: [UInt8]
        /// The width in pixels.
        package var width: Int
        /// The height in pixels.
        package var height: Int
        /// The words below; empty for none.
        package var caption: String

        /// Makes an item from its pixels and caption.
        package init(rgb: [UInt8], width: Int, height: Int, caption: String) {
            self.rgb = rgb
            self.width = width
            self.height = height
            self.caption = caption
        }
    }

    /// The photographs, row by row.
    package var pictures: [Item]
    /// How many stand side by side, at least 1.
    package var columns: Int

    /// Makes a grid from its photographs; fewer than 1 column counts as 1.
    package init(pictures: [Item], columns: Int) {
        self.pictures = pictures
        self.columns = max(1, columns)
    }

    /// Draws the grid, `width` logical pixels wide, each `scale` pixels wide and high.
    ///
    /// Each photograph keeps its proportions inside a square. Throws `ChartError` when there is no photograph, the
    /// bytes of one do not fit its size, or the grid would be too large to draw.
    package func picture(theme: Theme = .light, width: Int = 640, scale: Double = 2) throws -> Picture {
        guard width >= 200, scale > 0, scale.isFinite, !pictures.isEmpty else {
            throw ChartError.sizeOutOfRange(width: Double(width), height: 0, scale: scale)
        }
        let layout = try PictureGridLayout(self, width: Double(width))
        let palette = Palette(theme)
        let canvas = try Canvas(size: layout.size, scale: scale)
        canvas.fill(palette.background)
        for (index, item) in pictures.enumerated() {
            let tile = layout.tile(index)
            let fit = tile.width / Double(max(1, item.width, item.height))
            let (itemWidth, itemHeight) = (Double(item.width) * fit, Double(item.height) * fit)
            // Photographs stand on a common line above their captions.
            let frame = Rect(
                x: tile.center.x - itemWidth / 2, y: tile.bottom - itemHeight, width: itemWidth, height: itemHeight)
            try canvas.image(rgb: item.rgb, width: item.width, height: item.height, in: frame)
            for (line, text) in layout.captions[index].enumerated() {
                let y = tile.bottom + (Double(line) + 0.5) * layout.lineHeight + 5
                canvas.text(text, at: Point(x: tile.center.x, y: y), layout.font, palette.ink, .center)
            }
        }
        return Picture(
            png: try canvas.png(), width: Int((layout.size.width * scale).rounded(.up)),
            height: Int((layout.size.height * scale).rounded(.up)), altText: altText)
    }

    private var altText: String {
        let captions = pictures.map(\.caption).filter { !$0.isEmpty }
        let count = pictures.count == 1 ? "One picture" : "A grid of \(pictures.count) pictures"
        return captions.isEmpty ? "\(count)." : "\(count): \(captions.joined(separator: ", "))."
    }
}

/// Where the photographs and captions of a grid stand.
private struct PictureGridLayout {
    private static let margin = 12.0
    private static let gap = 12.0

    let size: Size
    let font: Font
    let lineHeight: Double
    /// The lines of each caption.
    let captions: [[String]]
    private let columns: Int
    private let side: Double
    private let rowHeight: Double

    init(_ grid: PictureGrid, width: Double) throws {
        columns = min(grid.columns, grid.pictures.count)
        let available = width - 2 * Self.margin - Self.gap * Double(columns - 1)
        // A single photograph would otherwise fill the page.
        side = max(24, min(360, available / Double(columns)))
        // Type of 20 is still 11 where a phone shows the grid at little more than half its size.
        let font = Font(size: max(9, min(20, side / 6)))
        self.font = font
        lineHeight = font.size * 1.25
        let ruler = try Canvas(size: Size(width: 1, height: 1), scale: 1)
        let side = side
        captions = grid.pictures.map { ruler.lines($0.caption, font, width: side, limit: 2) }
        let lines = captions.map(\.count).max() ?? 0
        rowHeight = side + Double(lines) * lineHeight + (lines > 0 ? 10 : 0)
        let rows = Double((grid.pictures.count + columns - 1) / columns)
        size = Size(
            width: 2 * Self.margin + Double(columns) * (side + Self.gap) - Self.gap,
            height: 2 * Self.margin + rows * (rowHeight + Self.gap) - Self.gap)
    }

    /// The square of the photograph at an index.
    func tile(_ index: Int) -> Rect {
        Rect(
            x: Self.margin + Double(index % columns) * (side + Self.gap),
            y: Self.margin + Double(index / columns) * (rowHeight + Self.gap), width: side, height: side)
    }
}
