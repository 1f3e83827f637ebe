/// A tensor's numbers as the colours of a picture.
struct PictureLevels {
    let width: Int
    let height: Int
    /// Red, green and blue of each pixel in turn, row by row.
    let rgb: [UInt8]

    /// Takes [height, width] and one or three channels, or a batch of one; `range` are the numbers to be black and white.
    ///
    /// Throws `TransferError.tensor` for another shape, or if there are no numbers.
    init(_ image: Tensor, range: ClosedRange<Float>?) throws {
        var shape = image.shape
        if shape.count == 4, shape[0] == 1 { shape.removeFirst() }
        if shape.count == 2 { shape.append(1) }
        guard shape.count == 3, shape[2] == 1 || shape[2] == 3, image.count > 0 else {
            throw TransferError.tensor(.notAPicture(shape: image.shape))
        }
        (height, width) = (shape[0], shape[1])
        let channels = shape[2]
        let range = range ?? Self.range(of: image.values, isGray: channels == 1)
        let distance = range.upperBound - range.lowerBound
        let scale = distance > 0 ? 255 / distance : 0
        let count = shape[0] * shape[1] * 3
        rgb = [UInt8](unsafeUninitializedCapacity: count) { bytes, done in
            done = count
            image.values.withUnsafeBufferPointer { values in
                for place in 0..<count {
                    let value = values[channels == 3 ? place : place / 3]
                    let level = (value - range.lowerBound) * scale
                    bytes[place] = UInt8(Swift.min(Swift.max(level.isNaN ? 0 : level, 0), 255).rounded())
                }
            }
        }
    }

    /// The numbers that are shown black and white.
    private static func range(of values: [Float], isGray: Bool) -> ClosedRange<Float> {
        var (least, most) = (Float.infinity, -Float.infinity)
        var areWhole = true
        for value in values where value.isFinite {
            least = Swift.min(least, value)
            most = Swift.max(most, value)
            areWhole = areWhole && value == value.rounded()
        }
        guard least <= most else { return 0...1 }
        if least >= 0 && most > 1 && most <= 255 && (areWhole || !isGray) { return 0...255 }
        if least >= 0 && most <= 1 && !isGray { return 0...1 }
        return least...most
    }
}
