/// How layers compute pixels when pictures change their size, as TensorFlow does.
public enum Interpolation: String, Codable, Hashable, Sendable {
    /// Each new pixel copies the old pixel under its centre.
    case nearest
    /// Each new pixel is a weighted mean of the four old pixels around its centre.
    case bilinear
}
