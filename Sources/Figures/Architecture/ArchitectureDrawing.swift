/// An architecture laid out: title, what the marks mean, boxes with arrows between them.
struct ArchitectureDrawing: ChartDrawing {
    private static let margin = 18.0
    /// Longer lists of layers are folded in the middle.
    private static let limit = 24

    let size: Size
    private let title: String
    private let palette: Palette
    private let keys: [(training: Architecture.Training, place: Point)]
    private let layout: ArchitectureLayout
    private let top: Double

    /// Lays the architecture out in a width.
    init(_ architecture: Architecture, title: String, width: Double, palette: Palette, ruler: Canvas) {
        self.palette = palette
        let margin = Self.margin
        self.title = ruler.elided(title, .title, to: width - 2 * margin)
        var top = margin + (title.isEmpty ? 0 : 30)
        let used = Set(architecture.nodes.flatMap(Self.trainings))
        var keys: [(Architecture.Training, Point)] = []
        var x = margin
        for training in Architecture.Training.allCases where training != .none && used.contains(training) {
            keys.append((training, Point(x: x, y: top + 8)))
            x += 22 + ruler.measure(training.word, .label) + 18
        }
        self.keys = keys
        if !keys.isEmpty { top += 30 }
        self.top = top
        layout = ArchitectureLayout(
            architecture.folded(limit: Self.limit), width: width - 2 * margin, ruler: ruler)
        size = Size(width: width, height: top + layout.size.height + margin)
    }

    private static func trainings(_ node: Architecture.Node) -> [Architecture.Training] {
        [node.training] + node.layers.flatMap(trainings)
    }

    func draw(on canvas: Canvas) {
        canvas.text(title, at: Point(x: Self.margin, y: Self.margin + 10), .title, palette.ink)
        for (training, place) in keys {
            canvas.text(training.mark, at: Point(x: place.x + 7, y: place.y), .mark, color(training), .center)
            canvas.text(training.word, at: Point(x: place.x + 20, y: place.y), .label, palette.ink)
        }
        draw(layout, at: Point(x: Self.margin, y: top), on: canvas)
    }

    private func draw(_ layout: ArchitectureLayout, at corner: Point, on canvas: Canvas) {
        for arrow in layout.arrows {
            let points = arrow.map { Point(x: $0.x + corner.x, y: $0.y + corner.y) }
            guard let tip = points.last else { continue }
            let end = Point(x: tip.x, y: tip.y - 5)
            canvas.stroke(points.dropLast() + [end], palette.axis, width: 1.5)
            let head = [tip, Point(x: tip.x - 4, y: tip.y - 8), Point(x: tip.x + 4, y: tip.y - 8)]
            canvas.fill(head, palette.axis)
        }
        for box in layout.boxes { draw(box, at: corner, on: canvas) }
    }

    private func draw(_ box: ArchitectureLayout.Box, at corner: Point, on canvas: Canvas) {
        var frame = box.frame
        (frame.x, frame.y) = (frame.x + corner.x, frame.y + corner.y)
        let color = color(box.node.training)
        let isOpen = box.inside != nil
        let tint = box.node.training == .none ? palette.background : palette.background.mixed(with: color, at: 0.1)
        canvas.fill(frame, isOpen ? palette.background : tint)
        let outline = [
            Point(x: frame.x, y: frame.y), Point(x: frame.right, y: frame.y),
            Point(x: frame.right, y: frame.bottom), Point(x: frame.x, y: frame.bottom),
        ]
        canvas.stroke(outline, palette.axis, width: 1, dash: isOpen ? [5, 3] : [], isClosed: true)
        canvas.fill(Rect(x: frame.x, y: frame.y, width: 5, height: frame.height), color)
        for (number, line) in box.lines.lines.enumerated() {
            let y = frame.y + 7 + (Double(number) + 0.5) * box.lines.lineHeight
            canvas.text(
                line.text, at: Point(x: frame.x + box.lines.inset, y: y), line.font,
                line.isMuted ? palette.mutedInk : palette.ink)
        }
        let mark = Point(
            x: frame.right - 15, y: frame.y + 7 + (Double(box.lines.markLine) + 0.5) * box.lines.lineHeight)
        canvas.text(box.node.training.mark, at: mark, .mark, color, .center)
        if let inside = box.inside {
            draw(
                inside.layout, at: Point(x: inside.corner.x + corner.x, y: inside.corner.y + corner.y), on: canvas)
        }
    }

    private func color(_ training: Architecture.Training) -> Color {
        switch training {
        case .trainable: palette.lines[1]
        case .partly: palette.lines[3]
        case .frozen: palette.lines[0]
        case .none: palette.axis
        }
    }
}

extension Font {
    /// The signs for what training does with a layer.
    static let mark = Font(size: 15)
}
