/// An array of 32-bit floats, row-major; a batch of pictures has the shape [n, height, width, channels].
public struct Tensor: Hashable, Sendable {
    /// The dimensions, outermost first; empty for a single number.
    public let shape: [Int]
    /// The numbers, row by row: as many as the product of the shape.
    public internal(set) var values: [Float]

    /// Makes a tensor of given numbers.
    ///
    /// Throws `TransferError.tensor` if a dimension is negative or the numbers are not as many as the shape says.
    public init(shape: [Int], values: [Float]) throws {
        guard let count = Self.count(of: shape), count == values.count else {
            throw TransferError.tensor(.wrongCount(shape: shape, count: values.count))
        }
        self.shape = shape
        self.values = values
    }

    /// Makes a tensor of equal numbers.
    ///
    /// Throws `TransferError.tensor` if a dimension is negative or the tensor would be too large.
    public init(shape: [Int], repeating value: Float) throws {
        guard let count = Self.count(of: shape) else {
            throw TransferError.tensor(.wrongCount(shape: shape, count: 0))
        }
        self.shape = shape
        values = [Float](repeating: value, count: count)
    }

    /// Makes a tensor whose shape is known to fit.
    init(checked shape: [Int], _ values: [Float]) {
        self.shape = shape
        self.values = values
    }

    private static func count(of shape: [Int]) -> Int? {
        var count = 1
        for dimension in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
            guard dimension >= 0, !overflow, product < 1 << 40 else { return nil }
            count = product
        }
        return count
    }

    /// How many numbers there are.
    public var count: Int { values.count }

    /// The number at a position, one index a dimension; a position outside the shape is a programming error, as
    /// with an array.
    public subscript(indices: Int...) -> Float {
        get { values[offset(indices)] }
        set { values[offset(indices)] = newValue }
    }

    private func offset(_ indices: [Int]) -> Int {
        guard indices.count == shape.count else {
            trap(
                """
                position \(indices) has \(indices.count == 1 ? "1 index" : "\(indices.count) indices") for a tensor of \
                shape \(shape); give \(shape.count), or a range such as [0..<1] for a part of the first dimension
                """)
        }
        guard zip(indices, shape).allSatisfy({ $0 >= 0 && $0 < $1 }) else {
            trap("position \(indices) lies outside a tensor of shape \(shape); count each index from 0")
        }
        return zip(indices, shape).reduce(0) { $0 * $1.1 + $1.0 }
    }

    /// The tensor of the same shape that holds a function's result for each number.
    public func map(_ transform: (Float) throws -> Float) rethrows -> Tensor {
        Tensor(checked: shape, try values.map(transform))
    }

    /// The same numbers with a dimension of 1 in front: one sample becomes a batch of one.
    public func expandedDimensions() -> Tensor { Tensor(checked: [1] + shape, values) }

    /// The same numbers under another shape.
    ///
    /// Throws `TransferError.tensor` if the shape does not hold as many numbers.
    public func reshaped(_ shape: [Int]) throws -> Tensor { try Tensor(shape: shape, values: values) }

    /// The samples at some positions of the first dimension.
    ///
    /// Throws `TransferError.tensor` if the range reaches beyond the samples there are.
    public func samples(_ range: Range<Int>) throws -> Tensor {
        guard let first = shape.first, range.lowerBound >= 0, range.upperBound <= first else {
            throw TransferError.tensor(.noSuchSamples(shape: shape, range: range))
        }
        if range == 0..<first { return self }
        let size = shape.dropFirst().reduce(1, *)
        return Tensor(
            checked: [range.count] + shape.dropFirst(),
            Array(values[range.lowerBound * size..<range.upperBound * size]))
    }
}
