/// How pictures are read from files.
struct PictureReading: Hashable, Sendable {
    /// The channels.
    var colorMode = ColorMode.rgb
    /// The size to bring pictures to; nil leaves each as it is.
    var size: PixelSize?
    /// How pixels are computed when the size changes.
    var interpolation = PictureInterpolation.bilinear
    /// Whether what does not fit the proportions of `size` is cut off at both sides, rather than squeezed.
    var cropsToAspectRatio = false
    /// Whether the metadata may turn the picture.
    var orientation = PictureOrientation.stored
    /// Whether JPEG pictures that are at least twice as large as needed are decoded at a half, a quarter or an eighth of
    /// their size: faster, and a little different from decoding the whole.
    var usesScaledDecoding = false
}
