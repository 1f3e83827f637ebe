extension Tensor {
    /// A tensor of zeros; a shape that there cannot be is a programming error.
    public static func zeros(_ shape: [Int]) -> Tensor { filled(shape, 0) }

    /// A tensor of ones; a shape that there cannot be is a programming error.
    public static func ones(_ shape: [Int]) -> Tensor { filled(shape, 1) }

    private static func filled(_ shape: [Int], _ value: Float) -> Tensor {
        guard let tensor = try? Tensor(shape: shape, repeating: value) else {
            trap("a tensor cannot have the shape \(shape); give dimensions from 0 on whose product is below 2^40")
        }
        return tensor
    }

    /// Tensors one after the other along a dimension that they have, below 0 counted from the end.
    ///
    /// Throws `TransferError.tensor` if there is none, or if they differ in any other dimension.
    public static func concatenated(_ tensors: [Tensor], axis: Int = 0) throws -> Tensor {
        guard let first = tensors.first else { throw TransferError.tensor(.nothingToJoin) }
        let rank = first.shape.count
        let number = axis < 0 ? axis + rank : axis
        guard first.shape.indices.contains(number) else {
            throw TransferError.tensor(.noSuchAxis(axis: axis, shape: first.shape))
        }
        var shape = first.shape
        for tensor in tensors.dropFirst() {
            let others = (0..<rank).filter { $0 != number }
            guard tensor.shape.count == rank, others.allSatisfy({ tensor.shape[$0] == shape[$0] }) else {
                throw TransferError.tensor(.shapesDiffer(first: first.shape, other: tensor.shape, axis: number))
            }
            shape[number] += tensor.shape[number]
        }
        let inner = shape[(number + 1)...].reduce(1, *)
        var values: [Float] = []
        values.reserveCapacity(shape.reduce(1, *))
        for row in 0..<shape[..<number].reduce(1, *) {
            for tensor in tensors {
                let run = tensor.shape[number] * inner
                values.append(contentsOf: tensor.values[row * run..<(row + 1) * run])
            }
        }
        return Tensor(checked: shape, values)
    }

    /// Tensors of one shape along a new dimension, by default in front: pictures become a batch.
    ///
    /// The axis is the new dimension's number, below 0 counted from the end. Throws `TransferError.tensor` if there is
    /// none, or if their shapes differ.
    public static func stacked(_ tensors: [Tensor], axis: Int = 0) throws -> Tensor {
        guard let first = tensors.first else { throw TransferError.tensor(.nothingToJoin) }
        if let other = tensors.first(where: { $0.shape != first.shape }) {
            throw TransferError.tensor(.shapesDiffer(first: first.shape, other: other.shape, axis: nil))
        }
        let number = axis < 0 ? axis + first.shape.count + 1 : axis
        guard (0...first.shape.count).contains(number) else {
            throw TransferError.tensor(.noSuchAxis(axis: axis, shape: first.shape))
        }
        var shape = first.shape
        shape.insert(1, at: number)
        return try concatenated(tensors.map { Tensor(checked: shape, $0.values) }, axis: number)
    }
}
