/// A line chart laid out: title, legend, plot with grid and axes.
struct LineChartDrawing: ChartDrawing {
    private static let margin = 18.0
    /// Lines of more points than this are drawn without markers, which would touch.
    private static let markerLimit = 30

    let size: Size
    private let chart: LineChart
    private let title: String
    private let palette: Palette
    private let legend: LineLegend
    private let legendTop: Double
    private let plot: Rect
    private let xScale: HorizontalScale
    private let yScale: TickScale
    private let xLabel: String
    private let yLabel: String
    private let hasMarkers: Bool
    private let lineWidth: Double
    private let isEmpty: Bool

    /// Lays the chart out in a width.
    init(_ chart: LineChart, title: String, width: Double, palette: Palette, ruler: Canvas) {
        let chart = chart.drawable
        self.chart = chart
        self.palette = palette
        let points = chart.series.flatMap(\.finitePoints)
        isEmpty = points.isEmpty
        let most = chart.series.map { min($0.x.count, $0.y.count) }.max() ?? 0
        hasMarkers = most <= Self.markerLimit
        lineWidth = most <= 200 ? 2.5 : 1.5

        let margin = Self.margin
        self.title = ruler.elided(title, .title, to: width - 2 * margin)
        var top = margin
        if !title.isEmpty { top += 32 }
        // One line named as the axis needs no legend.
        let names = chart.series.map(\.name)
        legend = LineLegend(
            names: names == [chart.yLabel] || names == [""] ? [] : names, width: width - 2 * margin, ruler: ruler)
        legendTop = top
        top += legend.height + (legend.height > 0 ? 12 : 6)

        let plotHeight = max(160, (width * 0.46).rounded())
        let yScale = TickScale(over: points.map(\.y), count: 5, isPadded: true)
        let labelWidth = yScale.labels.map { ruler.measure($0, .label) }.max() ?? 0
        let left = margin + (chart.yLabel.isEmpty ? 0 : 24) + labelWidth + 10
        plot = Rect(x: left, y: top, width: width - left - margin - 4, height: plotHeight)
        self.yScale = yScale
        xScale = HorizontalScale(over: points.map(\.x), chart.xScale, width: plot.width, ruler: ruler)
        xLabel = ruler.elided(chart.xLabel, .axisName, to: plot.width)
        yLabel = ruler.elided(chart.yLabel, .axisName, to: plot.height)
        size = Size(width: width, height: plot.bottom + 32 + (chart.xLabel.isEmpty ? 0 : 22) + margin - 8)
    }

    func draw(on canvas: Canvas) {
        canvas.text(title, at: Point(x: Self.margin, y: Self.margin + 10), .title, palette.ink)
        legend.draw(
            at: Point(x: Self.margin, y: legendTop), on: canvas, palette: palette, hasMarkers: hasMarkers)
        drawAxes(on: canvas)
        if isEmpty {
            canvas.text("no data", at: plot.center, .axisName, palette.mutedInk, .center)
            return
        }
        for (index, series) in chart.series.enumerated() {
            draw(series, LineStyle(index: index, palette: palette), on: canvas)
        }
    }

    private func drawAxes(on canvas: Canvas) {
        if !isEmpty {
            for (tick, label) in zip(yScale.ticks, yScale.labels) {
                let y = y(of: tick)
                canvas.stroke([Point(x: plot.x, y: y), Point(x: plot.right, y: y)], palette.grid, width: 1)
                canvas.text(label, at: Point(x: plot.x - 8, y: y), .label, palette.mutedInk, .right)
            }
            for (tick, label) in xScale.ticks {
                let x = x(of: tick)
                let ends = [Point(x: x, y: plot.bottom), Point(x: x, y: plot.bottom + 5)]
                canvas.stroke(ends, palette.axis, width: 1)
                canvas.text(label, at: Point(x: x, y: plot.bottom + 17), .label, palette.mutedInk, .center)
            }
        }
        let axis = [Point(x: plot.x, y: plot.bottom), Point(x: plot.right, y: plot.bottom)]
        canvas.stroke(axis, palette.axis, width: 1.2)
        let below = Point(x: plot.center.x, y: plot.bottom + 40)
        canvas.text(xLabel, at: below, .axisName, palette.ink, .center)
        let beside = Point(x: Self.margin + 4, y: plot.center.y)
        canvas.text(yLabel, at: beside, .axisName, palette.ink, .center, rotation: -.pi / 2)
    }

    private func draw(_ series: LineChart.Series, _ style: LineStyle, on canvas: Canvas) {
        for run in series.runs {
            let points = run.map { Point(x: x(of: $0.x), y: y(of: $0.y)) }
            if points.count > 1 { canvas.stroke(points, style.color, width: lineWidth, dash: style.dash) }
            guard hasMarkers || points.count == 1 else { continue }
            for point in points { style.drawMarker(at: point, on: canvas, background: palette.background) }
        }
    }

    private func x(of value: Double) -> Double {
        let inset = 10.0
        return plot.x + inset + xScale.place(of: value) * (plot.width - 2 * inset)
    }

    private func y(of value: Double) -> Double {
        plot.bottom - yScale.place(of: value) * plot.height
    }
}
