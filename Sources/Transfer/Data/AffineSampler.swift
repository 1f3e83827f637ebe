/// Takes a picture's pixels to new places, in one pass over the new picture, with bilinear interpolation.
///
/// Pictures of bytes are interpolated with weights of 12 bits, so their levels are right to a tenth, unless it is to be
/// exact.
struct AffineSampler {
    let mapping: AffineMapping
    let fill: FillMode
    let width: Int
    let height: Int
    let channels: Int
    /// Whether bytes are interpolated as precisely as other numbers.
    let isExact: Bool

    /// Coordinates this far outside count as on the edge: what a rotation by 90° makes of it in floating point.
    private static let tolerance = 1e-9

    /// Fills `target` with the levels of the transformed picture.
    func apply<Level: PixelLevel>(_ source: UnsafePointer<Level>, into target: UnsafeMutablePointer<Float>) {
        for row in 0..<height {
            let (x, y) = (mapping.xy * Double(row) + mapping.x0, mapping.yy * Double(row) + mapping.y0)
            let line = target + row * width * channels
            let inside = columnsInside(x, y)
            for column in 0..<inside.lowerBound {
                pixel(source, x, y, column, into: line)
            }
            if !inside.isEmpty {
                let first = Double(inside.lowerBound)
                let run = PixelRun(
                    x: x + mapping.xx * first, y: y + mapping.yx * first, stepX: mapping.xx, stepY: mapping.yx,
                    count: inside.count)
                let grid = PixelGrid(width: width, height: height, channels: channels)
                let place = line + inside.lowerBound * channels
                if isExact {
                    Level.exactRun(source, grid, run, into: place)
                } else {
                    Level.run(source, grid, run, into: place)
                }
            }
            for column in inside.upperBound..<width {
                pixel(source, x, y, column, into: line)
            }
        }
    }

    /// The columns of a row whose pixels lie within the picture.
    private func columnsInside(_ x: Double, _ y: Double) -> Range<Int> {
        guard width > 1, height > 1 else { return 0..<0 }
        if fill == .nearest, isNear(x, y) { return 0..<width }
        let (fromX, toX) = Self.steps(from: x, by: mapping.xx, until: Double(width - 1))
        let (fromY, toY) = Self.steps(from: y, by: mapping.yx, until: Double(height - 1))
        let (first, last) = (max(fromX, fromY, 0).rounded(.up), min(toX, toY, Double(width - 1)).rounded(.down))
        return first <= last ? Int(first)..<Int(last) + 1 : 0..<0
    }

    /// Whether the whole row's coordinates can be counted in units of 2⁻³² pixel, to be cut off at the edges.
    private func isNear(_ x: Double, _ y: Double) -> Bool {
        let last = Double(width - 1)
        return max(abs(x), abs(y), abs(x + mapping.xx * last), abs(y + mapping.yx * last)) < 0x1p28
    }

    /// From which step to which one a coordinate lies between 0 and `end`, its edges left to the exact way.
    private static func steps(from start: Double, by step: Double, until end: Double) -> (Double, Double) {
        if abs(step) < 1e-12 { return start >= 0 && start <= end ? (0, 1e9) : (1, 0) }
        let (a, b) = (-start / step, (end - start) / step)
        return (min(a, b) + tolerance, max(a, b) - tolerance)
    }

    /// One pixel anywhere, of which parts may lie outside.
    private func pixel<Level: PixelLevel>(
        _ source: UnsafePointer<Level>, _ x: Double, _ y: Double, _ column: Int, into line: UnsafeMutablePointer<Float>
    ) {
        let result = line + column * channels
        guard let across = taps(x + mapping.xx * Double(column), width),
            let down = taps(y + mapping.yx * Double(column), height)
        else {
            if case .constant(let level) = fill {
                for channel in 0..<channels { result[channel] = Float(level) }
            }
            return
        }
        let (upper, lower) = (source + down.first * width * channels, source + down.second * width * channels)
        let (left, right) = (across.first * channels, across.second * channels)
        for channel in 0..<channels {
            let above = upper[left + channel].level * (1 - across.part) + upper[right + channel].level * across.part
            let below = lower[left + channel].level * (1 - across.part) + lower[right + channel].level * across.part
            result[channel] = above * (1 - down.part) + below * down.part
        }
    }

    /// The two pixels that a coordinate lies between, and how far it is from the first; nil where there is only fill.
    private func taps(_ place: Double, _ count: Int) -> (first: Int, second: Int, part: Float)? {
        let last = Double(count - 1)
        var place = min(max(place, -1e9), 1e9)
        switch fill {
        case .constant:
            guard place >= -Self.tolerance, place <= last + Self.tolerance else { return nil }
        case .nearest: break
        case .wrap:
            // SciPy's period is a pixel shorter than the picture.
            guard last > 0 else { return (0, 0, 0) }
            if place < -Self.tolerance {
                place += last * ((-place / last).rounded(.down) + 1)
            } else if place > last + Self.tolerance {
                place -= last * (place / last).rounded(.down)
            }
        case .reflect:
            let floor = place.rounded(.down)
            return (
                Self.reflected(Int(floor), count), Self.reflected(Int(floor) + 1, count), Float(place - floor)
            )
        }
        place = min(max(place, 0), last)
        let first = Int(place)
        return (first, min(first + 1, count - 1), Float(place - Double(first)))
    }

    private static func reflected(_ index: Int, _ count: Int) -> Int {
        let period = 2 * count
        let place = ((index % period) + period) % period
        return place < count ? place : period - 1 - place
    }
}
