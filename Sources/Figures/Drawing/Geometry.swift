/// A place on the canvas in logical pixels, from the top left corner.
struct Point: Hashable {
    var x: Double
    var y: Double
}

/// A width and a height in logical pixels.
struct Size: Hashable {
    var width: Double
    var height: Double
}

/// A rectangle on the canvas in logical pixels.
struct Rect: Hashable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var right: Double { x + width }
    var bottom: Double { y + height }
    var center: Point { Point(x: x + width / 2, y: y + height / 2) }

    /// The rectangle smaller by a distance on each side.
    func inset(by distance: Double) -> Rect {
        Rect(x: x + distance, y: y + distance, width: width - 2 * distance, height: height - 2 * distance)
    }
}
