import Foundation

/// Where each pixel of a transformed picture is taken from: x = xx·column + xy·row + x0, and y alike.
struct AffineMapping: Hashable {
    let (xx, xy, x0): (Double, Double, Double)
    let (yx, yy, y0): (Double, Double, Double)

    /// Keras' matrix rotation · shift · shear · zoom about the picture's centre, followed by the flips.
    ///
    /// Keras takes the centre of pictures that are not square at (height / 2, width / 2) in place of (width / 2,
    /// height / 2); here it is the centre of every picture.
    init(_ transform: ImageTransform, width: Int, height: Int) {
        let (sine, cosine) = (sin(transform.theta * .pi / 180), cos(transform.theta * .pi / 180))
        let (shearSine, shearCosine) = (sin(transform.shear * .pi / 180), cos(transform.shear * .pi / 180))
        let a = (cosine * transform.zx, (-cosine * shearSine - sine * shearCosine) * transform.zy)
        let b = (sine * transform.zx, (-sine * shearSine + cosine * shearCosine) * transform.zy)
        let center = (x: Double(width) / 2 - 0.5, y: Double(height) / 2 - 0.5)
        let shift = (
            x: cosine * transform.tx - sine * transform.ty + center.x - a.0 * center.x - a.1 * center.y,
            y: sine * transform.tx + cosine * transform.ty + center.y - b.0 * center.x - b.1 * center.y
        )
        let (lastColumn, lastRow) = (Double(width - 1), Double(height - 1))
        let (columnSign, rowSign): (Double, Double) = (
            transform.flipHorizontal ? -1 : 1, transform.flipVertical ? -1 : 1
        )
        xx = a.0 * columnSign
        xy = a.1 * rowSign
        yx = b.0 * columnSign
        yy = b.1 * rowSign
        x0 =
            shift.x + (transform.flipHorizontal ? a.0 * lastColumn : 0) + (transform.flipVertical ? a.1 * lastRow : 0)
        y0 =
            shift.y + (transform.flipHorizontal ? b.0 * lastColumn : 0) + (transform.flipVertical ? b.1 * lastRow : 0)
    }
}
