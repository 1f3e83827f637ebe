import Foundation

/// How one line looks: colour, dashes and markers differ together, so that none of them is the only cue.
struct LineStyle {
    /// The shapes that mark a line's points.
    enum Marker: CaseIterable {
        case circle, square, triangle, diamond, invertedTriangle, cross
    }

    private static let dashes: [[Double]] = [[], [7, 4], [2, 3], [10, 3, 2, 3], [14, 4], [8, 3, 2, 3, 2, 3]]

    /// The colour.
    let color: Color
    /// Lengths drawn and left out in turn; empty for a solid line.
    let dash: [Double]
    /// The shape at each point.
    let marker: Marker

    /// The style of the line at an index; styles repeat only after 42 lines.
    init(index: Int, palette: Palette) {
        color = palette.lines[index % palette.lines.count]
        dash = Self.dashes[index % Self.dashes.count]
        marker = Marker.allCases[index % Marker.allCases.count]
    }

    /// Draws the marker at a point, with a rim of the background that sets it off from other lines.
    func drawMarker(at point: Point, on canvas: Canvas, background: Color) {
        drawShape(at: point, radius: 6, background, on: canvas)
        drawShape(at: point, radius: 4.5, color, on: canvas)
    }

    private func drawShape(at point: Point, radius: Double, _ color: Color, on canvas: Canvas) {
        func polygon(_ corners: Int, from start: Double, radius: Double) -> [Point] {
            (0..<corners).map { corner in
                let angle = start + 2 * Double.pi * Double(corner) / Double(corners)
                return Point(x: point.x + radius * cos(angle), y: point.y + radius * sin(angle))
            }
        }
        switch marker {
        case .circle: canvas.fillCircle(point, radius: radius, color)
        case .square: canvas.fill(polygon(4, from: .pi / 4, radius: radius * 1.2), color)
        case .triangle: canvas.fill(polygon(3, from: -.pi / 2, radius: radius * 1.3), color)
        case .diamond: canvas.fill(polygon(4, from: 0, radius: radius * 1.25), color)
        case .invertedTriangle: canvas.fill(polygon(3, from: .pi / 2, radius: radius * 1.3), color)
        case .cross:
            let reach = radius * 0.8
            for sign in [-1.0, 1] {
                canvas.stroke(
                    [
                        Point(x: point.x - reach, y: point.y - sign * reach),
                        Point(x: point.x + reach, y: point.y + sign * reach),
                    ], color, width: radius * 0.6)
            }
        }
    }
}
