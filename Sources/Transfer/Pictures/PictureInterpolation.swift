/// How a picture's pixels are computed when its size changes; all equal Pillow's filters.
///
/// All but `nearest` take the mean of every old pixel that a new one covers, so that shrinking leaves no jagged edges.
public enum PictureInterpolation: String, Codable, Hashable, Sendable, CaseIterable {
    /// Each new pixel copies the old pixel under its centre: fast, and coarse when shrinking.
    case nearest
    /// Weights fall off linearly from the new pixel's centre.
    case bilinear
    /// Weights follow a cubic curve (Keys 1981, a = −0.5): sharper than `bilinear`.
    case bicubic
    /// Every old pixel under the new one counts the same: Pillow's `BOX`.
    case area
    /// Weights follow a windowed sinc of three lobes: the sharpest and slowest.
    case lanczos
}
