import Figures

extension ImageFlow {
    /// Shows `count` pictures, evenly spread over the files so that every class appears, each with its class below.
    ///
    /// Throws `TransferError.picture` if one cannot be read.
    @discardableResult
    public func preview(_ count: Int = 9) throws -> Plot {
        let shown = max(1, min(count, self.count))
        let indices = (0..<shown).map { $0 * self.count / shown }
        let items = try zip(indices, decoded(indices)).map { index, picture in
            PictureGrid.Item(
                rgb: picture.pixels, width: picture.size.width, height: picture.size.height,
                caption: classNames[labels[index]])
        }
        // Photographs need no second pixel for sharpness, and the page carries each byte twice.
        let grid = PictureGrid(pictures: items, columns: shown <= 4 ? shown : (shown % 4 == 0 ? 4 : 3))
        return Plot(showing: [.picture(try grid.picture(width: 720, scale: 1))])
    }
}
