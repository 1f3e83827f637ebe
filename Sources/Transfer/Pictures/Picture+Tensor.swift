public import Figures

extension Picture {
    /// A picture of a tensor [height, width], [height, width, 1] or [height, width, 3], or of a batch of one, with a title
    /// below it.
    ///
    /// Levels of 0...255 are shown as they are and colours of 0...1 times 255; anything else, such as a feature map, from
    /// its own least number, black, to its greatest, white. `range` names the numbers that are to be black and white. Of
    /// one channel only whole numbers count as levels. Throws `TransferError.tensor` for another shape, and `ChartError`
    /// if it cannot be drawn.
    public init(_ image: Tensor, title: String = "", range: ClosedRange<Float>? = nil) throws {
        try self.init([image], titles: [title], range: range)
    }

    /// Pictures of tensors in rows and columns, with a title below each, for example the predicted and the true class.
    ///
    /// Each is shown as one alone would be; without titles none has one, without `columns` there are at most 4 in a row.
    /// Throws `TransferError.tensor` if one is no picture or the titles are not as many, and `ChartError` if they cannot
    /// be drawn.
    public init(
        _ images: [Tensor], titles: [String] = [], columns: Int? = nil, range: ClosedRange<Float>? = nil
    ) throws {
        guard !images.isEmpty else { throw TransferError.tensor(.nothingToJoin) }
        guard titles.isEmpty || titles.count == images.count else {
            throw TransferError.tensor(.wrongTitleCount(titles: titles.count, pictures: images.count))
        }
        let items = try images.enumerated().map { index, image in
            let levels = try PictureLevels(image, range: range)
            return PictureGrid.Item(
                rgb: levels.rgb, width: levels.width, height: levels.height,
                caption: titles.isEmpty ? "" : titles[index])
        }
        // Photographs need no second pixel for sharpness, and the page carries each byte twice.
        self = try PictureGrid(pictures: items, columns: columns ?? PictureGrid.columns(for: items.count))
            .picture(width: 720, scale: 1)
    }

    /// Pictures of a batch [n, height, width], [n, height, width, 1] or [n, height, width, 3] in rows and columns.
    ///
    /// Throws as the pictures of several tensors do.
    public init(
        batch: Tensor, titles: [String] = [], columns: Int? = nil, range: ClosedRange<Float>? = nil
    ) throws {
        guard let count = batch.shape.first, batch.shape.count == 3 || batch.shape.count == 4 else {
            throw TransferError.tensor(.notPictures(shape: batch.shape))
        }
        let images = try (0..<count).map { try batch.samples($0..<$0 + 1).reshaped(Array(batch.shape.dropFirst())) }
        try self.init(images, titles: titles, columns: columns, range: range)
    }
}

extension PictureGrid {
    /// How many pictures stand side by side where nothing else is asked for.
    static func columns(for count: Int) -> Int { count <= 4 ? count : count.isMultiple(of: 4) ? 4 : 3 }
}
