package import Figures
import Foundation
import Transfer

/// How different two pictures look.
///
/// Each pixel's distance is ΔE*ab, the distance of its two colours in CIELAB (CIE 1976) for sRGB and the white D65. The
/// mean of every block of 8 × 8 pixels is taken, because the eye does not see single pixels, and the largest of them
/// counts, because a small part that changed is a change. Colours are just told apart at ΔE*ab 2.3 (M. Mahy,
/// L. Van Eycken and A. Oosterlinck, "Evaluation of uniform color spaces developed after the adoption of CIELAB and
/// CIELUV", Color Research & Application 19, 1994): up to there two pictures look the same. Of
/// twelve photographs, noise of one level in 255 came to 1.1 at most and that of two levels to 1.8; moved by one pixel they
/// came to 10 and more.
package enum PictureDistance: Hashable, Sendable {
    /// A difference, if there is one, is small enough to be overlooked.
    case invisible
    /// One sees it; in words that follow the picture's name.
    case visible(String)
    /// They are of different sizes, in words.
    case sizes(String, String)
    /// One of them is no picture that can be read, for this reason.
    case unreadable(String)

    /// The distance at which two colours are just told apart.
    package static let justNoticeable = 2.3
    private static let side = 8

    /// Compares two PNG files.
    package init(_ before: Picture, _ after: Picture) {
        if before.png == after.png {
            self = .invisible
            return
        }
        do {
            let (first, second) = (try before.pixels(), try after.pixels())
            guard first.width == second.width, first.height == second.height else {
                self = .sizes(first.sizeWords, second.sizeWords)
                return
            }
            let (distance, x, y) = Self.largest(first, second)
            self =
                distance <= Self.justNoticeable
                ? .invisible
                : .visible(
                    "looks different, by ΔE \(NumberTolerance.text((distance * 10).rounded() / 10)) around x \(x), y \(y) "
                        + "(just visible: \(Self.justNoticeable))")
        } catch {
            self = .unreadable("\(error)")
        }
    }

    /// The largest mean distance of a block, and the middle of that block in pixels.
    private static func largest(_ first: Picture.Pixels, _ second: Picture.Pixels) -> (Double, x: Int, y: Int) {
        let columns = (first.width + side - 1) / side
        var sums = [Double](repeating: 0, count: columns)
        var worst = (distance: 0.0, x: 0, y: 0)
        for y in 0..<first.height {
            for x in 0..<first.width {
                let place = (y * first.width + x) * 3
                let (one, other) = (first.color(at: place), second.color(at: place))
                if one != other { sums[x / side] += LabColor(one).distance(to: LabColor(other)) }
            }
            let isBlockEnd = y % side == side - 1 || y == first.height - 1
            guard isBlockEnd else { continue }
            let rows = y % side + 1
            for (column, sum) in sums.enumerated() {
                let width = min(side, first.width - column * side)
                let mean = sum / Double(width * rows)
                if mean > worst.distance { worst = (mean, column * side + width / 2, y - rows / 2) }
                sums[column] = 0
            }
        }
        return (worst.distance, worst.x, worst.y)
    }
}

extension Picture.Pixels {
    fileprivate var sizeWords: String { "\(width) × \(height)" }

    fileprivate func color(at place: Int) -> SIMD3<UInt8> { SIMD3(rgb[place], rgb[place + 1], rgb[place + 2]) }
}

/// A colour in CIELAB for the white D65.
private struct LabColor {
    let components: SIMD3<Double>

    /// Takes an sRGB colour (IEC 61966-2-1) through CIE XYZ.
    init(_ color: SIMD3<UInt8>) {
        let (r, g, b) = (Self.linear[Int(color.x)], Self.linear[Int(color.y)], Self.linear[Int(color.z)])
        let x = Self.curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
        let y = Self.curve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b)
        let z = Self.curve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883)
        components = SIMD3(116 * y - 16, 500 * (x - y), 200 * (y - z))
    }

    /// ΔE*ab.
    func distance(to other: LabColor) -> Double {
        let offset = components - other.components
        return (offset * offset).sum().squareRoot()
    }

    private static func curve(_ value: Double) -> Double {
        let limit = 216.0 / 24389
        return value > limit ? cbrt(value) : (24389.0 / 27 * value + 16) / 116
    }

    private static let linear: [Double] = (0...255).map { level in
        let value = Double(level) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}
