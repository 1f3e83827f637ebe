/// The names of the lines beside samples of them, in rows above the plot, where they cover no line.
struct LineLegend {
    /// A line's name, shortened to fit, and where its sample begins.
    private struct Entry {
        let index: Int
        let name: String
        let x: Double
        let row: Int
    }

    private static let sampleWidth = 34.0
    private static let nameGap = 8.0
    private static let entryGap = 24.0
    private static let rowHeight = 24.0

    private let entries: [Entry]
    /// The height of all rows in logical pixels.
    let height: Double

    /// Lays the names out in rows of a width.
    init(names: [String], width: Double, ruler: Canvas) {
        var entries: [Entry] = []
        var (x, row) = (0.0, 0)
        for (index, name) in names.enumerated() {
            let room = width - Self.sampleWidth - Self.nameGap
            let name = ruler.elided(name, .label, to: room)
            let entryWidth = Self.sampleWidth + Self.nameGap + ruler.measure(name, .label)
            if x > 0 && x + entryWidth > width { (x, row) = (0, row + 1) }
            entries.append(Entry(index: index, name: name, x: x, row: row))
            x += entryWidth + Self.entryGap
        }
        self.entries = entries
        height = entries.isEmpty ? 0 : Double(row + 1) * Self.rowHeight
    }

    /// Draws the rows from a top left corner.
    func draw(at corner: Point, on canvas: Canvas, palette: Palette, hasMarkers: Bool) {
        for entry in entries {
            let y = corner.y + (Double(entry.row) + 0.5) * Self.rowHeight
            let start = corner.x + entry.x
            let style = LineStyle(index: entry.index, palette: palette)
            let ends = [Point(x: start, y: y), Point(x: start + Self.sampleWidth, y: y)]
            canvas.stroke(ends, style.color, width: 2.5, dash: style.dash)
            if hasMarkers {
                let middle = Point(x: start + Self.sampleWidth / 2, y: y)
                style.drawMarker(at: middle, on: canvas, background: palette.background)
            }
            let name = Point(x: start + Self.sampleWidth + Self.nameGap, y: y)
            canvas.text(entry.name, at: name, .label, palette.ink)
        }
    }
}
