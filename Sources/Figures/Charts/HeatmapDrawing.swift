import Foundation

/// A heatmap laid out: title, cells with numbers, class names on both axes, colour bar.
struct HeatmapDrawing: ChartDrawing {
    private static let margin = 18.0
    private static let cellLimits = 26.0...96.0
    /// The longest a class name may be before it is shortened.
    private static let nameLimit = 190.0
    /// Beyond so many rows or columns, names and numbers would make the picture unwieldy: colours must do.
    private static let legibleLimit = 64
    private static let tilt = -Double.pi / 4

    let size: Size
    private let heatmap: Heatmap
    private let title: String
    private let palette: Palette
    private let isDense: Bool
    private let rowNames: [String]
    private let columnNames: [String]
    private let cell: Size
    private let grid: Rect
    private let isTilted: Bool
    private let nameDepth: Double
    private let texts: [[String]]
    private let numberFont: Font
    private let scale: TickScale

    /// Lays the heatmap out in a width, or more where the cells need it.
    ///
    /// Throws `ChartError.raggedRow` when a row has another number of values than the first.
    init(_ heatmap: Heatmap, title: String, width: Double, palette: Palette, ruler: Canvas) throws {
        let columns = heatmap.values.first?.count ?? 0
        for (row, values) in heatmap.values.enumerated() where values.count != columns {
            throw ChartError.raggedRow(row: row, expected: columns, received: values.count)
        }
        self.heatmap = heatmap
        self.palette = palette
        self.title = ruler.elided(title, .title, to: width - 2 * Self.margin)
        isDense = max(columns, heatmap.values.count) > Self.legibleLimit
        rowNames = (0..<(isDense ? 0 : heatmap.values.count)).map {
            ruler.elided(Heatmap.name($0, in: heatmap.rowNames), .label, to: Self.nameLimit, keepsEnd: true)
        }
        columnNames = (0..<(isDense ? 0 : columns)).map {
            ruler.elided(Heatmap.name($0, in: heatmap.columnNames), .label, to: Self.nameLimit, keepsEnd: true)
        }
        let finite = heatmap.values.joined().filter(\.isFinite)
        scale = TickScale(
            over: finite + (finite.contains { $0 < 0 } ? [] : [0]), count: min(5, max(2, heatmap.values.count)),
            isPadded: false)
        texts = isDense ? [] : heatmap.cellTexts

        let rowNameWidth = rowNames.map { ruler.measure($0, .label) }.max() ?? 0
        let columnNameWidth = columnNames.map { ruler.measure($0, .label) }.max() ?? 0
        let numberWidth = texts.joined().map { ruler.measure($0, Font(size: 10)) }.max() ?? 0
        var left = Self.margin + (heatmap.rowLabel.isEmpty ? 0 : 26) + rowNameWidth + 8
        let barWidth = 34 + (scale.labels.map { ruler.measure($0, .label) }.max() ?? 0)
        let room = width - left - barWidth - Self.margin
        // A cell is at least wide enough for its number at the smallest type.
        let least = isDense ? 0 : max(Self.cellLimits.lowerBound, numberWidth + 6)
        let cellWidth = max(least, min(Self.cellLimits.upperBound, room / Double(max(1, columns))))
        cell = Size(width: cellWidth, height: isDense ? cellWidth : max(Self.cellLimits.lowerBound, min(cellWidth, 64)))
        numberFont = Font(size: max(10, min(16, 10 * (cellWidth - 8) / max(1, numberWidth), cell.height * 0.45)))

        isTilted = columnNameWidth > cellWidth - 8
        nameDepth = isTilted ? columnNameWidth * sin(-Self.tilt) + 22 : isDense ? 6 : 24
        // A tilted first name reaches to the left of its column.
        if isTilted { left = max(left, Self.margin + columnNameWidth * cos(Self.tilt) - cellWidth / 2 + 6) }
        let gridWidth = cellWidth * Double(columns)
        let spare = max(0, width - left - gridWidth - barWidth - Self.margin)
        grid = Rect(
            x: left + spare / 2, y: Self.margin + (title.isEmpty ? 0 : 36), width: gridWidth,
            height: cell.height * Double(heatmap.values.count))
        let footer = nameDepth + (heatmap.columnLabel.isEmpty ? 0 : 24)
        size = Size(
            width: max(width, grid.right + barWidth + Self.margin), height: grid.bottom + footer + Self.margin)
    }

    func draw(on canvas: Canvas) throws {
        canvas.text(title, at: Point(x: Self.margin, y: Self.margin + 10), .title, palette.ink)
        guard grid.width > 0 && grid.height > 0 else {
            let center = Point(x: size.width / 2, y: grid.y)
            canvas.text("no data", at: center, .axisName, palette.mutedInk, .center)
            return
        }
        if isDense { try drawColors(on: canvas) } else { drawCells(on: canvas) }
        drawNames(on: canvas)
        drawColorBar(on: canvas)
    }

    private func drawCells(on canvas: Canvas) {
        for (row, values) in heatmap.values.enumerated() {
            for (column, value) in values.enumerated() {
                let rect = Rect(
                    x: grid.x + Double(column) * cell.width, y: grid.y + Double(row) * cell.height,
                    width: cell.width, height: cell.height)
                let color = color(of: value)
                canvas.fill(rect.inset(by: 0.75), color)
                canvas.text(
                    texts[row][column], at: rect.center, numberFont, palette.inkColor(on: color), .center)
            }
        }
    }

    /// Draws the cells as one picture, a pixel each, stretched over the grid.
    private func drawColors(on canvas: Canvas) throws {
        let rgb = heatmap.values.joined().flatMap { value in
            let color = color(of: value)
            return [color.red, color.green, color.blue].map { UInt8(($0 * 255).rounded()) }
        }
        try canvas.image(
            rgb: rgb, width: heatmap.values.first?.count ?? 0, height: heatmap.values.count, in: grid)
    }

    private func color(of value: Double) -> Color {
        value.isFinite ? palette.rampColor(at: scale.place(of: value)) : palette.missing
    }

    private func drawNames(on canvas: Canvas) {
        for (row, name) in rowNames.enumerated() {
            let y = grid.y + (Double(row) + 0.5) * cell.height
            canvas.text(name, at: Point(x: grid.x - 8, y: y), .label, palette.ink, .right)
        }
        for (column, name) in columnNames.enumerated() {
            let x = grid.x + (Double(column) + 0.5) * cell.width
            if isTilted {
                let end = Point(x: x + 4, y: grid.bottom + 9)
                canvas.text(name, at: end, .label, palette.ink, .right, rotation: Self.tilt)
            } else {
                canvas.text(name, at: Point(x: x, y: grid.bottom + 14), .label, palette.ink, .center)
            }
        }
        let below = Point(x: grid.center.x, y: grid.bottom + nameDepth + 12)
        canvas.text(heatmap.columnLabel, at: below, .axisName, palette.mutedInk, .center)
        let nameWidth = rowNames.map { canvas.measure($0, .label) }.max() ?? 0
        let beside = Point(x: grid.x - nameWidth - 24, y: grid.center.y)
        canvas.text(heatmap.rowLabel, at: beside, .axisName, palette.mutedInk, .center, rotation: -.pi / 2)
    }

    private func drawColorBar(on canvas: Canvas) {
        let bar = Rect(x: grid.right + 14, y: grid.y, width: 12, height: grid.height)
        let steps = 128
        for step in 0..<steps {
            let share = Double(step) / Double(steps)
            // Each strip runs on to the bottom, so that no seam shows between strips.
            let strip = Rect(
                x: bar.x, y: bar.y + share * bar.height, width: bar.width, height: bar.height * (1 - share))
            canvas.fill(strip, palette.rampColor(at: 1 - share))
        }
        for (tick, label) in zip(scale.ticks, scale.labels) {
            let y = bar.bottom - scale.place(of: tick) * bar.height
            canvas.text(label, at: Point(x: bar.right + 6, y: y), .label, palette.mutedInk)
        }
    }
}
