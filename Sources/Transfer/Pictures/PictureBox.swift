/// A part of a picture, in pixels from its top left; edges may lie within pixels.
struct PictureBox: Hashable, Sendable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    /// The whole of a picture.
    init(of size: PixelSize) {
        (left, top, right, bottom) = (0, 0, Double(size.width), Double(size.height))
    }

    /// The largest part around the centre with the proportions of `target`: the crop of Keras' `smart_resize`.
    init(of size: PixelSize, proportionedAs target: PixelSize) {
        let width = max(1, min(size.width, size.height * target.width / target.height))
        let height = max(1, min(size.height, size.width * target.height / target.width))
        let (x, y) = ((size.width - width) / 2, (size.height - height) / 2)
        (left, top, right, bottom) = (Double(x), Double(y), Double(x + width), Double(y + height))
    }

    /// The same part of a picture that is `factor` times smaller.
    func divided(by factor: Int) -> PictureBox {
        var box = self
        box.left /= Double(factor)
        box.top /= Double(factor)
        box.right /= Double(factor)
        box.bottom /= Double(factor)
        return box
    }

    var width: Double { right - left }
    var height: Double { bottom - top }
}
