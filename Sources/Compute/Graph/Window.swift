/// Two extents, of height and width.
package struct Extent: Hashable, Sendable, CustomStringConvertible {
    /// The extent along the height.
    package var height: Int
    /// The extent along the width.
    package var width: Int

    /// Makes an extent.
    package init(height: Int, width: Int) {
        self.height = height
        self.width = width
    }

    package var description: String { "\(height)×\(width)" }

    var dimensions: [Int64] { [Int64(height), Int64(width)] }
}

/// Cells added around a picture.
package struct Padding: Hashable, Sendable {
    /// Rows above.
    package var top: Int
    /// Rows below.
    package var bottom: Int
    /// Columns on the left.
    package var left: Int
    /// Columns on the right.
    package var right: Int

    /// Makes a padding; none by default.
    package init(top: Int = 0, bottom: Int = 0, left: Int = 0, right: Int = 0) {
        self.top = top
        self.bottom = bottom
        self.left = left
        self.right = right
    }

    var before: [Int64] { [Int64(top), Int64(left)] }
    var after: [Int64] { [Int64(bottom), Int64(right)] }
}

/// What slides over a picture in a convolution or pooling.
package struct Window: Hashable, Sendable, CustomStringConvertible {
    /// The window's extent in pixels.
    package var size: Extent
    /// The steps from one position to the next, in pixels.
    package var strides: Extent
    /// The cells around the picture that the window may cover.
    package var padding: Padding
    /// The distance from one of the window's pixels to the next; 1 for a window without gaps.
    package var dilation: Extent

    /// Makes a window, by default without gaps.
    package init(
        size: Extent, strides: Extent, padding: Padding, dilation: Extent = Extent(height: 1, width: 1)
    ) {
        self.size = size
        self.strides = strides
        self.padding = padding
        self.dilation = dilation
    }

    /// The pixels from the window's first to its last, gaps included.
    package var span: Extent {
        Extent(height: (size.height - 1) * dilation.height + 1, width: (size.width - 1) * dilation.width + 1)
    }

    package var description: String { "\(size) with steps of \(strides)" }

    /// oneDNN counts the pixels in a gap.
    var gaps: [Int64] { [Int64(dilation.height - 1), Int64(dilation.width - 1)] }
}
