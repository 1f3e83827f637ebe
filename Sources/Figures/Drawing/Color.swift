import Foundation

/// An opaque or translucent colour in sRGB, components from 0 to 1.
struct Color: Hashable {
    var red: Double
    var green: Double
    var blue: Double
    var alpha = 1.0

    /// The colour written as `0xRRGGBB`.
    init(_ hex: UInt32) {
        red = Double(hex >> 16 & 0xFF) / 255
        green = Double(hex >> 8 & 0xFF) / 255
        blue = Double(hex & 0xFF) / 255
    }

    /// The colour at a place between 0 (this) and 1 (another).
    func mixed(with other: Color, at place: Double) -> Color {
        var result = self
        result.red += (other.red - red) * place
        result.green += (other.green - green) * place
        result.blue += (other.blue - blue) * place
        return result
    }

    /// The relative luminance of WCAG 2: 0 for black, 1 for white.
    var luminance: Double {
        func linear(_ component: Double) -> Double {
            component <= 0.04045 ? component / 12.92 : pow((component + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// The contrast ratio of WCAG 2, from 1 (none) to 21.
    func contrast(with other: Color) -> Double {
        let (one, two) = (luminance + 0.05, other.luminance + 0.05)
        return max(one, two) / min(one, two)
    }
}
