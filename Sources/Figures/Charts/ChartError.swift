/// Why a chart or a grid of pictures could not be drawn.
public enum ChartError: Error, Hashable, Sendable {
    /// A heatmap's row has another number of values than there are columns.
    case raggedRow(row: Int, expected: Int, received: Int)
    /// The picture would be too small to hold anything, or larger than can be drawn.
    case sizeOutOfRange(width: Double, height: Double, scale: Double)
    /// A picture's bytes are not three for each pixel.
    case pixelCount(width: Int, height: Int, received: Int)
    /// The drawing library failed, in its own words.
    case drawing(reason: String)
}

extension ChartError: CustomStringConvertible {
    /// One sentence that says what was expected, what was received, and what to do.
    public var description: String {
        switch self {
        case .raggedRow(let row, let expected, let received):
            "expected \(expected) values in row \(row) of the heatmap, one for each column, received \(received); "
                + "give every row the same number of values"
        case .sizeOutOfRange(let width, let height, let scale):
            "expected a chart at least 200 pixels wide with sides of at most 32767 pixels after scaling, received "
                + "\(NumberText.short(width)) × \(NumberText.short(height)) at scale \(NumberText.short(scale)); "
                + "choose another width or scale"
        case .pixelCount(let width, let height, let received):
            "expected three bytes for each pixel of a \(width) × \(height) picture, received \(received); "
                + "pass red, green and blue of each pixel, row by row"
        case .drawing(let reason):
            "the chart could not be drawn (\(reason)); make it smaller"
        }
    }
}
