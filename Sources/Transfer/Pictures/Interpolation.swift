/// How a picture's pixels are computed when its size changes; both equal Pillow's filters of the same name.
public enum Interpolation: String, Codable, Hashable, Sendable {
    /// Each new pixel copies the old pixel under its centre: fast, and coarse when shrinking.
    case nearest
    /// Each new pixel is a weighted mean of the old pixels under a triangle, which widens when shrinking.
    case bilinear
}
