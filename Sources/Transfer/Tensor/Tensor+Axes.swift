extension Tensor {
    /// A dimension's number counted from 0, given so or, below 0, counted from the end.
    func axis(_ axis: Int) -> Int {
        let number = axis < 0 ? axis + shape.count : axis
        guard shape.indices.contains(number) else {
            trap(
                """
                axis \(axis) was asked for of a tensor of shape \(shape); \
                \(shape.isEmpty ? "it has none" : "choose from \(-shape.count) to \(shape.count - 1)")
                """)
        }
        return number
    }

    /// The dimensions in another order: dimension `i` of the result is dimension `axes[i]` of this tensor, as
    /// `numpy.transpose`; without axes in reverse order.
    ///
    /// Axes below 0 count from the end; a list that does not name each dimension once is a programming error.
    public func transposed(_ axes: [Int]? = nil) -> Tensor {
        let order = axes.map { $0.map(axis) } ?? shape.indices.reversed()
        guard order.sorted() == Array(shape.indices) else {
            trap(
                "the axes \(order) do not name each dimension of the shape \(shape) once; give \(shape.count) different axes"
            )
        }
        if order == Array(shape.indices) { return self }
        var strides = shape
        var step = 1
        for axis in shape.indices.reversed() {
            strides[axis] = step
            step *= shape[axis]
        }
        let (lengths, steps) = (order.map { shape[$0] }, order.map { strides[$0] })
        let (run, stride) = (lengths.last ?? 1, steps.last ?? 1)
        let numbers = [Float](unsafeUninitializedCapacity: count) { buffer, done in
            done = count
            guard count > 0 else { return }
            var start = 0
            let outer = Array(steps.dropLast())
            values.withUnsafeBufferPointer { values in
                StridedRuns(lengths: lengths.dropLast(), left: outer, right: outer).forEach { place, _ in
                    for index in 0..<run { buffer[start + index] = values[place + index * stride] }
                    start += run
                }
            }
        }
        return Tensor(checked: lengths, numbers)
    }
}
