import Compute
import Figures

extension ImageFlow {
    /// Shows `count` pictures, evenly spread over the files so that every class appears, each with its class below; they
    /// are changed at random as for training, but neither preprocessed nor rescaled.
    ///
    /// With `isAugmented: false` they are shown as they are. Throws `TransferError.picture` if one cannot be read, and
    /// `TransferError.imageData` if a setting of the generator cannot be used or `count` is below 1.
    @discardableResult
    public func preview(_ count: Int = 9, isAugmented: Bool = true) throws -> Plot {
        try generator.settings.check()
        guard count >= 1 else {
            throw TransferError.imageData(
                .invalidSetting(setting: "the number of pictures to preview", value: "\(count)", allowed: "at least 1"))
        }
        if Planning.isOn { return Plot(showing: []) }
        let shown = Swift.min(count, self.count)
        let worker = try PictureWorker(
            supply, PicturePreparation(settings: generator.settings, statistics: nil, preprocessing: nil))
        // Looking at pictures must not change what is drawn for the training after it.
        let random = RandomStream(seed: UInt64(bitPattern: Int64(seed ?? 0)), number: 0)
        let items = try (0..<shown).map { number in
            let index = number * self.count / shown
            let levels = UnsafeMutableBufferPointer<Float>.allocate(capacity: imageShape.reduce(1, *))
            defer { levels.deallocate() }
            try worker.transform(index, random: isAugmented ? random.substream(index) : nil, into: levels)
            return PictureGrid.Item(
                rgb: Self.bytes(levels, channels: imageShape[2]), width: imageShape[1], height: imageShape[0],
                caption: labels.isEmpty ? filenames.isEmpty ? "\(index)" : filenames[index] : classNames[labels[index]])
        }
        // Photographs need no second pixel for sharpness, and the page carries each byte twice.
        let grid = PictureGrid(pictures: items, columns: PictureGrid.columns(for: shown))
        return Plot(showing: [.picture(try grid.picture(width: 720, scale: 1))])
    }

    /// Levels of 0...255, or of 0...1, as RGB; of several channels the first three, of fewer the first one three times.
    private static func bytes(_ levels: UnsafeMutableBufferPointer<Float>, channels: Int) -> [UInt8] {
        let scale: Float = (levels.max() ?? 0) <= 1 ? 255 : 1
        return stride(from: 0, to: levels.count, by: channels).flatMap { pixel in
            (0..<3).map { channel in
                let level = levels[pixel + (channels >= 3 ? channel : 0)] * scale
                return UInt8(Swift.min(Swift.max(level.isNaN ? 0 : level, 0), 255).rounded())
            }
        }
    }
}
