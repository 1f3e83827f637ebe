import Compute

/// What is done to a picture's levels once its pixels are in place.
struct PixelEffects {
    let levels: UnsafeMutableBufferPointer<Float>
    let width: Int
    let height: Int
    let channels: Int

    /// Applies a transform's effects in order: channel shift, brightness, contrast, erasing.
    func apply(_ transform: ImageTransform) {
        if let shift = transform.channelShift { shiftChannels(Float(shift)) }
        if let factor = transform.brightness { brighten(Float(factor)) }
        if let factor = transform.contrast { changeContrast(Float(factor)) }
        if let box = transform.erasing { erase(box) }
    }

    private var bounds: (least: Float, largest: Float) {
        var (least, largest) = (Float.infinity, -Float.infinity)
        for level in levels {
            least = min(least, level)
            largest = max(largest, level)
        }
        return (least, largest)
    }

    private func shiftChannels(_ shift: Float) {
        let (least, largest) = bounds
        for index in levels.indices { levels[index] = min(max(levels[index] + shift, least), largest) }
    }

    /// As Pillow's `ImageEnhance.Brightness` on whole levels of 0...255, which Keras uses; levels of 0...1 stay
    /// fractions, and others are brought to 0...255 for the time.
    private func brighten(_ factor: Float) {
        let (least, largest) = bounds
        if least >= 0, largest <= 1 {
            for index in levels.indices { levels[index] = min(levels[index] * factor, 1) }
            return
        }
        let isScaled = least < 0 || largest > 255
        let (origin, range) = isScaled ? (least, max(largest - least, .leastNormalMagnitude)) : (0, 255)
        for index in levels.indices {
            // Interpolation may leave a whole level a hair too low.
            let level = ((levels[index] - origin) / range * 255 + 1e-3).rounded(.down)
            let brightened = min((level * factor).rounded(.down), 255)
            levels[index] = brightened / 255 * range + origin
        }
    }

    /// Moves each level away from its channel's mean, or towards it, within 0...255, or 0...1 for levels of 0...1.
    private func changeContrast(_ factor: Float) {
        let (least, largest) = bounds
        let limits: (Float, Float) =
            least < 0 || largest > 255 ? (least, largest) : (0, largest <= 1 ? 1 : 255)
        for channel in 0..<channels {
            let places = stride(from: channel, to: levels.count, by: channels)
            let mean = Float(places.reduce(0.0) { $0 + Double(levels[$1]) } / Double(max(1, width * height)))
            for index in places {
                levels[index] = min(max((levels[index] - mean) * factor + mean, limits.0), limits.1)
            }
        }
    }

    /// Puts noise that is spread evenly over the picture's range of levels into a rectangle.
    private func erase(_ box: ErasedBox) {
        let (least, largest) = bounds
        var stream = RandomStream(seed: box.noise, number: 0)
        for row in max(0, box.top)..<max(0, min(height, box.top + box.height)) {
            for column in max(0, box.left)..<max(0, min(width, box.left + box.width)) {
                for channel in 0..<channels {
                    levels[(row * width + column) * channels + channel] =
                        Float(stream.uniform(from: Double(least), to: Double(largest)))
                }
            }
        }
    }
}
