/// How a picture's levels lie in memory: as bytes of 0...255, or as any numbers.
protocol PixelLevel {
    var level: Float { get }

    /// Takes pixels from a straight run through a picture, bilinearly; all of them lie within it.
    static func run(
        _ source: UnsafePointer<Self>, _ grid: PixelGrid, _ run: PixelRun, into target: UnsafeMutablePointer<Float>)
}

/// How a picture's pixels lie in memory, row by row.
struct PixelGrid {
    let width: Int
    let height: Int
    let channels: Int
}

/// Places along a straight line through a picture, in units of 2⁻³² pixel.
struct PixelRun {
    var x: Int
    var y: Int
    let stepX: Int
    let stepY: Int
    let count: Int

    /// Makes a run; the coordinates are less than 2³⁰ pixels.
    init(x: Double, y: Double, stepX: Double, stepY: Double, count: Int) {
        self.x = Int(x * 0x1p32)
        self.y = Int(y * 0x1p32)
        self.stepX = Int(stepX * 0x1p32)
        self.stepY = Int(stepY * 0x1p32)
        self.count = count
    }
}

/// A place within 0 and the last one.
@inline(__always)
private func clamped(_ place: Int, _ last: Int) -> Int { min(max(place, 0), last) }

extension UInt8: PixelLevel {
    var level: Float { Float(self) }

    /// One byte after the last pixel of the source is read, too.
    static func run(
        _ source: UnsafePointer<UInt8>, _ grid: PixelGrid, _ run: PixelRun, into target: UnsafeMutablePointer<Float>
    ) {
        let (width, height, channels) = (grid.width, grid.height, grid.channels)
        // Rounding may lead a hair over the edge; the pixel there is the one that was meant.
        let (lastX, lastY) = (((width - 1) << 32) - 1, ((height - 1) << 32) - 1)
        var (x, y, result) = (run.x, run.y, target)
        for _ in 0..<run.count {
            let (column, row) = (clamped(x, lastX), clamped(y, lastY))
            let fx = UInt64(truncatingIfNeeded: ((column & 0xFFFF_FFFF) + 0x8_0000) >> 20)
            let fy = UInt64(truncatingIfNeeded: ((row & 0xFFFF_FFFF) + 0x8_0000) >> 20)
            let w11 = (fx &* fy &+ 2048) >> 12
            let (w10, w01, w00) = (fy &- w11, fx &- w11, 4096 &- fx &- fy &+ w11)
            let upper = source + ((row >> 32) &* width &+ (column >> 32)) &* channels
            let lower = upper + width &* channels
            if channels == 3 {
                // Three channels of a pixel in one multiplication: 4096 · 255 fits into the 21 bits of each.
                let above = spread(upper) &* w00 &+ spread(upper + 3) &* w01
                let below = spread(lower) &* w10 &+ spread(lower + 3) &* w11
                let sum = above &+ below
                result[0] = Float(Int32(truncatingIfNeeded: sum & 0x1F_FFFF)) * 0x1p-12
                result[1] = Float(Int32(truncatingIfNeeded: (sum >> 21) & 0x1F_FFFF)) * 0x1p-12
                result[2] = Float(Int32(truncatingIfNeeded: sum >> 42)) * 0x1p-12
            } else {
                for channel in 0..<channels {
                    let above = UInt64(upper[channel]) &* w00 &+ UInt64(upper[channel + channels]) &* w01
                    let below = UInt64(lower[channel]) &* w10 &+ UInt64(lower[channel + channels]) &* w11
                    let sum = above &+ below
                    result[channel] = Float(Int32(truncatingIfNeeded: sum)) * 0x1p-12
                }
            }
            result += channels
            x &+= run.stepX
            y &+= run.stepY
        }
    }

    @inline(__always)
    private static func spread(_ pixel: UnsafePointer<UInt8>) -> UInt64 {
        let word = UInt64(UnsafeRawPointer(pixel).loadUnaligned(as: UInt32.self))
        return word & 0xFF | (word & 0xFF00) << 13 | (word & 0xFF_0000) << 26
    }
}

extension Float: PixelLevel {
    var level: Float { self }

    static func run(
        _ source: UnsafePointer<Float>, _ grid: PixelGrid, _ run: PixelRun, into target: UnsafeMutablePointer<Float>
    ) {
        exactRun(source, grid, run, into: target)
    }
}

extension PixelLevel {
    /// Takes pixels from a straight run through a picture with places of 24 bits within a pixel.
    static func exactRun(
        _ source: UnsafePointer<Self>, _ grid: PixelGrid, _ run: PixelRun, into target: UnsafeMutablePointer<Float>
    ) {
        let (width, height, channels) = (grid.width, grid.height, grid.channels)
        let (lastX, lastY) = (((width - 1) << 32) - 1, ((height - 1) << 32) - 1)
        var (x, y, result) = (run.x, run.y, target)
        for _ in 0..<run.count {
            let (column, row) = (clamped(x, lastX), clamped(y, lastY))
            let fx = Float(Int32(truncatingIfNeeded: (column & 0xFFFF_FFFF) >> 8)) * 0x1p-24
            let fy = Float(Int32(truncatingIfNeeded: (row & 0xFFFF_FFFF) >> 8)) * 0x1p-24
            let upper = source + ((row >> 32) &* width &+ (column >> 32)) &* channels
            let lower = upper + width &* channels
            for channel in 0..<channels {
                let above = upper[channel].level + (upper[channel + channels].level - upper[channel].level) * fx
                let below = lower[channel].level + (lower[channel + channels].level - lower[channel].level) * fx
                result[channel] = above + (below - above) * fy
            }
            result += channels
            x &+= run.stepX
            y &+= run.stepY
        }
    }
}
