extension Tensor {
    /// The samples at some positions of the first dimension, in the order of the positions, which may repeat.
    ///
    /// With one shuffled order `x.samples(order)` and `y.samples(order)` still belong together. Throws
    /// `TransferError.tensor` if there is no such position.
    public func samples(_ indices: [Int]) throws -> Tensor {
        guard let first = shape.first, indices.allSatisfy({ $0 >= 0 && $0 < first }) else {
            let wrong = indices.first { $0 < 0 || $0 >= shape.first ?? 0 } ?? 0
            throw TransferError.tensor(.noSuchSample(shape: shape, index: wrong))
        }
        return Tensor(
            checked: [indices.count] + shape.dropFirst(), TensorSamples.samples(indices, of: self))
    }

    /// A part of the first dimension, for example `x[0..<10]`, `x[..<10]` or `x[5...]`; a range that reaches beyond it
    /// is a programming error, as with an array.
    public subscript(range: some RangeExpression<Int>) -> Tensor {
        guard let first = shape.first else {
            trap(
                "a tensor of shape [] has no first dimension to take a range of; use its one number, [] without a range"
            )
        }
        // Open ends reach to these limits, which no real position has.
        let bounds = range.relative(to: Int.min..<Int.max)
        let lower = bounds.lowerBound == .min ? 0 : bounds.lowerBound
        let upper = bounds.upperBound == .max ? first : bounds.upperBound
        guard lower >= 0, lower <= upper, let part = try? samples(lower..<upper) else {
            trap(
                "the range \(lower)..<\(upper) lies outside a tensor of shape \(shape); choose a range within 0..<\(first)"
            )
        }
        return part
    }
}
