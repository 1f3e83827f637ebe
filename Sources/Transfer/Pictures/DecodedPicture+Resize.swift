extension DecodedPicture {
    /// The picture in another size in pixels; the pixels equal those of Pillow's `resize`.
    ///
    /// Throws `TransferError.picture` for a size below 1 × 1 or above the limit.
    func resized(width: Int, height: Int, interpolation: Interpolation) throws -> DecodedPicture {
        guard Self.isAllowed(width: width, height: height) else {
            throw TransferError.picture(.invalidSize(width: width, height: height))
        }
        if width == self.width && height == self.height { return self }
        return switch interpolation {
        case .nearest: try nearest(width: width, height: height)
        case .bilinear: try bilinear(width: width, height: height)
        }
    }

    private func nearest(width: Int, height: Int) throws -> DecodedPicture {
        let columns = Self.nearestSources(inputs: self.width, outputs: width)
        let rows = Self.nearestSources(inputs: self.height, outputs: height)
        var pixels = [UInt8]()
        pixels.reserveCapacity(width * height * 3)
        rgb.withUnsafeBufferPointer { source in
            for row in rows {
                for column in columns {
                    let pixel = (row * self.width + column) * 3
                    pixels.append(source[pixel])
                    pixels.append(source[pixel + 1])
                    pixels.append(source[pixel + 2])
                }
            }
        }
        return try DecodedPicture(width: width, height: height, rgb: pixels)
    }

    /// The input pixel of each output pixel, by summing steps as Pillow does, so that rounding agrees too.
    private static func nearestSources(inputs: Int, outputs: Int) -> [Int] {
        let step = Double(inputs) / Double(outputs)
        var position = step * 0.5
        return (0..<outputs).map { _ in
            defer { position += step }
            return min(inputs - 1, Int(position))
        }
    }

    /// A pass along the rows and one along the columns, each rounded to bytes.
    ///
    /// A pass that would change nothing is left out. The order changes the rounding, so it follows Pillow 13: columns
    /// first where that removes more than twice as many rows as the other pass removes columns.
    private func bilinear(width: Int, height: Int) throws -> DecodedPicture {
        var pixels = rgb
        var current = (width: self.width, height: self.height)
        func resizeColumns() {
            guard height != current.height else { return }
            pixels = Self.resizedColumns(
                pixels, rowBytes: current.width * 3, inputs: current.height, outputs: height)
            current.height = height
        }
        let isColumnsFirst = height < self.height && self.height - height > 2 * (self.width - width)
        if isColumnsFirst { resizeColumns() }
        if width != current.width {
            pixels = Self.resizedRows(pixels, height: current.height, inputs: current.width, outputs: width)
            current.width = width
        }
        resizeColumns()
        return try DecodedPicture(width: width, height: height, rgb: pixels)
    }

    private static let half = Int32(1) << (TriangleFilter.precisionBits - 1)

    private static func byte(_ sum: Int32) -> UInt8 {
        UInt8(truncatingIfNeeded: max(0, min(255, sum >> TriangleFilter.precisionBits)))
    }

    private static func resizedRows(_ pixels: [UInt8], height: Int, inputs: Int, outputs: Int) -> [UInt8] {
        let filter = TriangleFilter(inputs: inputs, outputs: outputs)
        let count = height * outputs * 3
        return [UInt8](unsafeUninitializedCapacity: count) { result, initialized in
            initialized = count
            pixels.withUnsafeBufferPointer { source in
                filter.weights.withUnsafeBufferPointer { weights in
                    for row in 0..<height {
                        for output in 0..<outputs {
                            var (red, green, blue) = (half, half, half)
                            var pixel = (row * inputs + filter.starts[output]) * 3
                            let first = output * filter.capacity
                            for tap in first..<first + filter.counts[output] {
                                let weight = weights[tap]
                                red &+= Int32(source[pixel]) &* weight
                                green &+= Int32(source[pixel + 1]) &* weight
                                blue &+= Int32(source[pixel + 2]) &* weight
                                pixel += 3
                            }
                            let target = (row * outputs + output) * 3
                            result[target] = byte(red)
                            result[target + 1] = byte(green)
                            result[target + 2] = byte(blue)
                        }
                    }
                }
            }
        }
    }

    private static func resizedColumns(_ pixels: [UInt8], rowBytes: Int, inputs: Int, outputs: Int) -> [UInt8] {
        let filter = TriangleFilter(inputs: inputs, outputs: outputs)
        let count = outputs * rowBytes
        var sums = [Int32](repeating: 0, count: rowBytes)
        return [UInt8](unsafeUninitializedCapacity: count) { result, initialized in
            initialized = count
            pixels.withUnsafeBufferPointer { source in
                sums.withUnsafeMutableBufferPointer { sums in
                    for output in 0..<outputs {
                        sums.update(repeating: half)
                        // Whole rows at a time keep the reads in order, so that the compiler can use vectors.
                        for tap in 0..<filter.counts[output] {
                            let weight = filter.weights[output * filter.capacity + tap]
                            let row = (filter.starts[output] + tap) * rowBytes
                            for byte in 0..<rowBytes { sums[byte] &+= Int32(source[row + byte]) &* weight }
                        }
                        for index in 0..<rowBytes { result[output * rowBytes + index] = byte(sums[index]) }
                    }
                }
            }
        }
    }
}
