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

extension Extent {
    init(_ pair: (Int, Int)) { self.init(height: pair.0, width: pair.1) }
}

/// The settings of a window that a layer's user gives.
struct WindowSettings {
    let size: Extent
    let strides: Extent
    let padding: WindowPadding
    var dilation = Extent(height: 1, width: 1)

    /// More pixels than any window has; products of two stay within 64 bits.
    private static let largest = 1 << 14

    /// Throws `TransferError.layer` unless all numbers are possible.
    func check(in layer: Layer) throws {
        for (setting, extent) in [("a window of", size), ("strides of", strides), ("a dilation of", dilation)] {
            try layer.require(
                (1...Self.largest).contains(extent.height) && (1...Self.largest).contains(extent.width), setting,
                extent,
                "numbers from 1 to \(Self.largest)")
        }
    }

    /// Throws `TransferError.layer` where a convolution over all channels, as in Keras, would leave out both pixels and
    /// windows.
    func checkDilation(in layer: Layer) throws {
        let isStrided = max(strides.height, strides.width) > 1
        try layer.require(
            !isStrided || max(dilation.height, dilation.width) == 1, "a dilation of", dilation,
            "no dilation with strides of \(strides), or strides of 1")
    }

    /// The window on a picture, and the height and width of the result; throws if it does not fit.
    func window(on picture: Extent, layer: Layer) throws -> (window: Window, result: Extent) {
        try check(in: layer)
        var window = Window(size: size, strides: strides, padding: Padding(), dilation: dilation)
        let span = window.span
        window.padding = padding.padding(picture: picture, size: span, strides: strides)
        let height = picture.height + window.padding.top + window.padding.bottom
        let width = picture.width + window.padding.left + window.padding.right
        guard height >= span.height, width >= span.width, picture.height > 0, picture.width > 0 else {
            throw TransferError.layer(
                .windowTooLarge(
                    layer: layer.name, window: [span.height, span.width], picture: [picture.height, picture.width]))
        }
        let result = Extent(
            height: (height - span.height) / strides.height + 1, width: (width - span.width) / strides.width + 1)
        return (window, result)
    }
}
