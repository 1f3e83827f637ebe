/// A size and weight of the one typeface that charts are lettered in, DejaVu Sans.
struct Font: Hashable {
    /// The height of the em square in logical pixels.
    var size: Double
    /// Whether the weight is bold.
    var isBold = false

    static let title = Font(size: 17, isBold: true)
    static let axisName = Font(size: 14)
    static let label = Font(size: 13)
}
