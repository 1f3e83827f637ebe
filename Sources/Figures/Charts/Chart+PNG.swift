extension Chart {
    /// Draws the chart and returns the bytes of a PNG file; equal charts give equal bytes.
    ///
    /// `width` is in logical pixels, each `scale` pixels wide and high. The height follows from the content; a heatmap
    /// with many classes is wider than asked, so that its numbers stay legible; one with more than 64 shows colours
    /// alone. Throws `ChartError` for a size that cannot be drawn or a heatmap whose rows differ in length.
    public func png(theme: Theme, width: Int = 640, scale: Double = 2) throws -> [UInt8] {
        guard width >= 200, scale > 0, scale.isFinite else {
            throw ChartError.sizeOutOfRange(width: Double(width), height: 0, scale: scale)
        }
        let palette = Palette(theme)
        let ruler = try Canvas(size: Size(width: 1, height: 1), scale: 1)
        let drawing: any ChartDrawing =
            switch content {
            case .lines(let chart):
                LineChartDrawing(chart, title: title, width: Double(width), palette: palette, ruler: ruler)
            case .heatmap(let heatmap):
                try HeatmapDrawing(heatmap, title: title, width: Double(width), palette: palette, ruler: ruler)
            case .architecture(let architecture):
                ArchitectureDrawing(architecture, title: title, width: Double(width), palette: palette, ruler: ruler)
            }
        let canvas = try Canvas(size: drawing.size, scale: scale)
        canvas.fill(palette.background)
        try drawing.draw(on: canvas)
        return try canvas.png()
    }
}

/// A chart whose layout is computed: what remains is to draw it.
protocol ChartDrawing {
    /// The size in logical pixels.
    var size: Size { get }
    /// Draws on a canvas of that size whose background is filled.
    func draw(on canvas: Canvas) throws
}
