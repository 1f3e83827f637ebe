/// The channels that a picture is read with.
public enum ColorMode: String, Codable, Hashable, Sendable {
    /// Red, green and blue.
    case rgb
    /// One channel of brightness: (19595 red + 38470 green + 7471 blue) / 65536, as Pillow's `convert("L")`.
    case grayscale

    /// How many numbers a pixel has.
    public var channels: Int {
        switch self {
        case .rgb: 3
        case .grayscale: 1
        }
    }
}
