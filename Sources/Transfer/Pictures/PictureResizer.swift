/// Brings a part of pictures of one size to another size; the pixels equal those of Pillow's `resize` with its `box`.
struct PictureResizer {
    /// What a resizer was made for.
    struct Geometry: Hashable {
        var source: PixelSize
        var box: PictureBox
        var target: PixelSize
        var channels: Int
        var interpolation: PictureInterpolation
    }

    /// Between the passes a picture can be as wide as the one and as high as the other: at most four times the limit.
    private static let workingPixelLimit = DecodedPicture.megapixelLimit * 4_000_000

    let geometry: Geometry
    private let method: Method
    /// The weights of the pass along the rows of a colour picture.
    private let split: SplitWeights?

    /// How the pixels are computed.
    private enum Method {
        case copy
        case nearest(columns: [Int], rows: [Int])
        /// A pass along the rows and one along the columns, each rounded to bytes; one that changes nothing is left out.
        case filtered(rows: ResamplingFilter?, columns: ResamplingFilter?, isColumnsFirst: Bool)
    }

    /// Computes the weights; the sizes are within the limits, and the box within the source.
    ///
    /// Throws `TransferError.picture` if the result between the two passes would take too much memory.
    init(_ geometry: Geometry) throws {
        self.geometry = geometry
        let (source, box, target) = (geometry.source, geometry.box, geometry.target)
        guard max(source.width, target.width) * max(source.height, target.height) <= Self.workingPixelLimit else {
            throw TransferError.picture(.invalidSize(width: target.width, height: target.height))
        }
        let keepsRows = target.width == source.width && box.left == 0 && box.right == Double(source.width)
        let keepsColumns = target.height == source.height && box.top == 0 && box.bottom == Double(source.height)
        if keepsRows && keepsColumns {
            method = .copy
        } else if let curve = geometry.interpolation.curve {
            // The order changes the rounding, so it follows Pillow 13: columns first where that removes more than
            // twice as many rows as the other pass removes columns.
            let (fewerRows, fewerColumns) = (source.height - target.height, source.width - target.width)
            method = .filtered(
                rows: keepsRows
                    ? nil
                    : ResamplingFilter(
                        curve: curve, inputs: source.width, from: box.left, to: box.right, outputs: target.width),
                columns: keepsColumns
                    ? nil
                    : ResamplingFilter(
                        curve: curve, inputs: source.height, from: box.top, to: box.bottom, outputs: target.height),
                isColumnsFirst: fewerRows > 0 && fewerRows > 2 * fewerColumns)
        } else {
            method = .nearest(
                columns: Self.nearest(inputs: source.width, from: box.left, to: box.right, outputs: target.width),
                rows: Self.nearest(inputs: source.height, from: box.top, to: box.bottom, outputs: target.height))
        }
        split = geometry.channels == 3 ? Self.rowFilter(method).map(SplitWeights.init) : nil
    }

    /// The input pixel of each output pixel, by summing steps as Pillow does, so that rounding agrees too.
    private static func nearest(inputs: Int, from: Double, to: Double, outputs: Int) -> [Int] {
        let step = (to - from) / Double(outputs)
        var position = from + step * 0.5
        return (0..<outputs).map { _ in
            defer { position += step }
            return min(inputs - 1, Int(position))
        }
    }

    /// The filter of the pass along the rows.
    private static func rowFilter(_ method: Method) -> ResamplingFilter? {
        if case .filtered(let rows, _, _) = method { rows } else { nil }
    }

    /// Resizes `source`, after whose last pixel `PixelBuffer.padding` more bytes can be read, into `target`.
    func apply(_ source: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<UInt8>, scratch: PixelBuffer) {
        let (size, new, channels) = (geometry.source, geometry.target, geometry.channels)
        switch method {
        case .copy: target.update(from: source, count: new.count * channels)
        case .nearest(let columns, let rows): copy(source, into: target, columns: columns, rows: rows)
        case .filtered(let rows?, nil, _):
            resizeRows(source, height: size.height, by: rows, into: target)
        case .filtered(nil, let columns?, _):
            ResizeKernel.columns(source, rowBytes: size.width * channels, by: columns, origin: 0, into: target)
        case .filtered(let rows?, let columns?, true):
            let middle = scratch.reserve(size.width * new.height * channels)
            ResizeKernel.columns(source, rowBytes: size.width * channels, by: columns, origin: 0, into: middle)
            resizeRows(middle, height: new.height, by: rows, into: target)
        case .filtered(let rows?, let columns?, false):
            let needed = columns.neededInputs
            let middle = scratch.reserve(new.width * needed.count * channels)
            resizeRows(
                source + needed.lowerBound * size.width * channels, height: needed.count, by: rows, into: middle)
            ResizeKernel.columns(
                middle, rowBytes: new.width * channels, by: columns, origin: needed.lowerBound, into: target)
        case .filtered(nil, nil, _): break
        }
    }

    private func resizeRows(
        _ source: UnsafePointer<UInt8>, height: Int, by filter: ResamplingFilter,
        into target: UnsafeMutablePointer<UInt8>
    ) {
        let width = geometry.source.width
        if let split {
            ResizeKernel.colorRows(source, height: height, width: width, by: split, into: target)
        } else {
            ResizeKernel.greyRows(source, height: height, width: width, by: filter, into: target)
        }
    }

    private func copy(
        _ source: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<UInt8>, columns: [Int], rows: [Int]
    ) {
        let channels = geometry.channels
        var pixel = target
        for row in rows {
            let line = source + row * geometry.source.width * channels
            for column in columns {
                let old = line + column * channels
                for channel in 0..<channels { pixel[channel] = old[channel] }
                pixel += channels
            }
        }
    }
}
