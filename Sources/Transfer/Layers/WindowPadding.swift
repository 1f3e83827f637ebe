import Compute

/// What a sliding window does at the border of the picture.
public enum WindowPadding: Hashable, Sendable {
    /// The window stays inside.
    case valid
    /// Cells are added so that the result has the size of the picture divided by the strides, rounded up.
    case same
}

extension WindowPadding {
    /// The cells to add around a picture, as TensorFlow does: an odd one goes below or to the right.
    func padding(picture: Extent, size: Extent, strides: Extent) -> Padding {
        guard self == .same else { return Padding() }
        func cells(_ length: Int, _ size: Int, _ stride: Int) -> Int {
            max(((length + stride - 1) / stride - 1) * stride + size - length, 0)
        }
        let vertical = cells(picture.height, size.height, strides.height)
        let horizontal = cells(picture.width, size.width, strides.width)
        return Padding(
            top: vertical / 2, bottom: vertical - vertical / 2, left: horizontal / 2,
            right: horizontal - horizontal / 2)
    }
}

/// The settings of a window that a layer's user gives.
struct WindowSettings {
    let size: Extent
    let strides: Extent
    let padding: WindowPadding

    /// The window on a picture, and the height and width of the result; throws if it does not fit.
    func window(on picture: Extent, layer: Layer) throws -> (window: Window, result: Extent) {
        try layer.require(size.height > 0 && size.width > 0, "a window of", size, "positive sizes")
        try layer.require(strides.height > 0 && strides.width > 0, "strides of", strides, "positive numbers")
        let padding = self.padding.padding(picture: picture, size: size, strides: strides)
        let result = Extent(
            height: (picture.height + padding.top + padding.bottom - size.height) / strides.height + 1,
            width: (picture.width + padding.left + padding.right - size.width) / strides.width + 1)
        guard picture.height + padding.top + padding.bottom >= size.height,
            picture.width + padding.left + padding.right >= size.width, picture.height > 0, picture.width > 0
        else {
            throw TransferError.layer(
                .windowTooLarge(
                    layer: layer.name, window: [size.height, size.width], picture: [picture.height, picture.width]))
        }
        return (Window(size: size, strides: strides, padding: padding), result)
    }
}
