import Compute

/// Blends pictures of a batch with each other: mixup and cutmix.
struct BatchMixing: Sendable {
    let mixupAlpha: Double
    let cutmixAlpha: Double
    /// The targets of all samples, `columns` numbers each.
    let targets: [Float]
    let columns: Int

    /// The batch with each picture blended with another one, and their targets by the same shares.
    func mixed(
        _ pixels: UnsafeMutableBufferPointer<Float>, _ indices: [Int], shape: [Int], random: RandomStream?
    ) -> SourceBatch {
        var labels = indices.flatMap { targets[$0 * columns..<($0 + 1) * columns] }
        var values = Array(pixels)
        if var random {
            let cuts = cutmixAlpha > 0 && (mixupAlpha <= 0 || random.happens(0.5))
            var partners = Array(indices.indices)
            partners.shuffle(using: &random)
            let originals = labels
            for (slot, partner) in partners.enumerated() {
                let share =
                    cuts
                    ? cut(slot, partner, from: pixels, into: &values, shape: shape, &random)
                    : blend(slot, partner, from: pixels, into: &values, shape: shape, &random)
                for column in 0..<columns {
                    labels[slot * columns + column] =
                        share * originals[slot * columns + column] + (1 - share) * originals[partner * columns + column]
                }
            }
        }
        return SourceBatch(count: indices.count, values: [values], targets: .values(labels, count: indices.count))
    }

    /// Blends two pictures, and returns the first one's share.
    private func blend(
        _ slot: Int, _ partner: Int, from pixels: UnsafeMutableBufferPointer<Float>, into values: inout [Float],
        shape: [Int], _ random: inout RandomStream
    ) -> Float {
        let share = Float(random.beta(mixupAlpha))
        let size = shape.reduce(1, *)
        for place in 0..<size {
            values[slot * size + place] =
                share * pixels[slot * size + place] + (1 - share) * pixels[partner * size + place]
        }
        return share
    }

    /// Puts a rectangle of one picture into another, and returns the share that is left of the latter.
    private func cut(
        _ slot: Int, _ partner: Int, from pixels: UnsafeMutableBufferPointer<Float>, into values: inout [Float],
        shape: [Int], _ random: inout RandomStream
    ) -> Float {
        let (height, width, channels) = (shape[0], shape[1], shape[2])
        let side = (1 - random.beta(cutmixAlpha)).squareRoot()
        let (x, y) = (random.index(below: width), random.index(below: height))
        let (halfWidth, halfHeight) = (Int(side * Double(width)) / 2, Int(side * Double(height)) / 2)
        let columns = max(0, x - halfWidth)..<min(width, x + halfWidth)
        let rows = max(0, y - halfHeight)..<min(height, y + halfHeight)
        let size = height * width * channels
        for row in rows {
            for place in (row * width + columns.lowerBound) * channels..<(row * width + columns.upperBound) * channels {
                values[slot * size + place] = pixels[partner * size + place]
            }
        }
        return 1 - Float(columns.count * rows.count) / Float(width * height)
    }
}
