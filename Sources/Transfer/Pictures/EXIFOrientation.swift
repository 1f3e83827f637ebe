/// How a camera was held, from a picture's EXIF metadata; the raw values are those of EXIF's tag 0x0112.
enum EXIFOrientation: Int, CaseIterable {
    case upright = 1
    case mirrored = 2
    case upsideDown = 3
    case upsideDownMirrored = 4
    case transposed = 5
    case turnedLeft = 6
    case transversed = 7
    case turnedRight = 8

    /// Whether the picture lies on its side.
    var swapsSides: Bool { rawValue >= 5 }

    /// Copies a picture of size `size`, turned so that it stands upright.
    func turn(
        _ source: UnsafePointer<UInt8>, _ size: PixelSize, channels: Int, into target: UnsafeMutablePointer<UInt8>
    ) {
        let (right, down) = (channels, size.width * channels)
        let (lastColumn, lastRow) = ((size.width - 1) * right, (size.height - 1) * down)
        let (start, x, y) =
            switch self {
            case .upright: (0, right, down)
            case .mirrored: (lastColumn, -right, down)
            case .upsideDown: (lastRow + lastColumn, -right, -down)
            case .upsideDownMirrored: (lastRow, right, -down)
            case .transposed: (0, down, right)
            case .turnedLeft: (lastRow, -down, right)
            case .transversed: (lastRow + lastColumn, -down, -right)
            case .turnedRight: (lastColumn, down, -right)
            }
        let result = swapsSides ? size.transposed : size
        var pixel = target
        for row in 0..<result.height {
            var old = source + (start + row * y)
            for _ in 0..<result.width {
                for channel in 0..<channels { pixel[channel] = old[channel] }
                pixel += channels
                old += x
            }
        }
    }
}
