/// Sums and the like over all numbers or along dimensions, as NumPy's of the same names: axes below 0 count from the end;
/// with `keepDimensions` each dimension that was summed up stays with the length 1. An axis that there is not is a
/// programming error.
extension Tensor {
    /// The sum of all numbers.
    public func sum() -> Float { sum(axis: Array(shape.indices)).values[0] }
    /// The mean of all numbers; NaN of none.
    public func mean() -> Float { mean(axis: Array(shape.indices)).values[0] }
    /// The standard deviation of all numbers, of n and not n - 1.
    public func std() -> Float { std(axis: Array(shape.indices)).values[0] }
    /// The least number; NaN if one is.
    public func min() -> Float { min(axis: Array(shape.indices)).values[0] }
    /// The greatest number; NaN if one is.
    public func max() -> Float { max(axis: Array(shape.indices)).values[0] }

    /// The sums along one dimension.
    public func sum(axis: Int, keepDimensions: Bool = false) -> Tensor {
        sum(axis: [axis], keepDimensions: keepDimensions)
    }
    /// The means along one dimension.
    public func mean(axis: Int, keepDimensions: Bool = false) -> Tensor {
        mean(axis: [axis], keepDimensions: keepDimensions)
    }
    /// The standard deviations along one dimension, of n and not n - 1.
    public func std(axis: Int, keepDimensions: Bool = false) -> Tensor {
        std(axis: [axis], keepDimensions: keepDimensions)
    }
    /// The least numbers along one dimension.
    public func min(axis: Int, keepDimensions: Bool = false) -> Tensor {
        min(axis: [axis], keepDimensions: keepDimensions)
    }
    /// The greatest numbers along one dimension.
    public func max(axis: Int, keepDimensions: Bool = false) -> Tensor {
        max(axis: [axis], keepDimensions: keepDimensions)
    }

    /// The sums along several dimensions at once, added in 64 bits.
    public func sum(axis: [Int], keepDimensions: Bool = false) -> Tensor {
        let reduction = Reduction(self, axis)
        return reduction.result(reduction.sums(), keepDimensions)
    }

    /// The means along several dimensions at once; NaN of no numbers.
    public func mean(axis: [Int], keepDimensions: Bool = false) -> Tensor {
        let reduction = Reduction(self, axis)
        return reduction.result(reduction.means(), keepDimensions)
    }

    /// The standard deviations along several dimensions at once, of n and not n - 1.
    public func std(axis: [Int], keepDimensions: Bool = false) -> Tensor {
        let reduction = Reduction(self, axis)
        let means = reduction.means()
        let squares = reduction.folded(0) { sum, value, place in
            let distance = value - means[place]
            return sum + distance * distance
        }
        return reduction.result(squares.map { ($0 / Double(reduction.length)).squareRoot() }, keepDimensions)
    }

    /// The least numbers along several dimensions at once; of no numbers at all there is none, a programming error.
    public func min(axis: [Int], keepDimensions: Bool = false) -> Tensor {
        let reduction = Reduction(self, axis)
        reduction.requireNumbers("least")
        let least = reduction.folded(.infinity) { least, value, _ in value < least || value.isNaN ? value : least }
        return reduction.result(least, keepDimensions)
    }

    /// The greatest numbers along several dimensions at once; of no numbers at all there is none, a programming error.
    public func max(axis: [Int], keepDimensions: Bool = false) -> Tensor {
        let reduction = Reduction(self, axis)
        reduction.requireNumbers("greatest")
        let most = reduction.folded(-.infinity) { most, value, _ in value > most || value.isNaN ? value : most }
        return reduction.result(most, keepDimensions)
    }

    /// Where the greatest number is among all, row by row; the first of several, and a NaN before any.
    public func argMax() -> Int { Reduction(self, Array(shape.indices)).positionsOfMaximum()[0] }

    /// Where the greatest numbers are along a dimension, counted from 0; the first of several, and a NaN before any.
    ///
    /// `argMax(axis: -1).classes` are the class numbers that a classifier predicts, as integers.
    public func argMax(axis: Int, keepDimensions: Bool = false) -> Tensor {
        let reduction = Reduction(self, [axis])
        return reduction.result(reduction.positionsOfMaximum().map(Double.init), keepDimensions)
    }
}
