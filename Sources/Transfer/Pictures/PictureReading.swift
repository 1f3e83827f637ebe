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
    /// their size.
    ///
    /// That takes two thirds of the time, and is not what Pillow computes: a value differs by 1.5 of 255 on average, and
    /// by up to 64 at the edges of things (photographs of 640 × 480 pixels brought to 224 × 224, and of 224 to 112).
    var usesScaledDecoding = false
}
