/// One-hot rows [n, classes] of class numbers: 1 in the column of each sample's class, else 0.
///
/// Without `classes` there are as many as the greatest number asks for, as with Keras' `to_categorical`. Throws
/// `TransferError.tensor` with the index of a number below 0 or not below `classes`.
public func toCategorical(_ labels: [Int], classes: Int? = nil) throws -> Tensor {
    let count = classes ?? (labels.max() ?? -1) + 1
    if let index = labels.firstIndex(where: { $0 < 0 || $0 >= count }) {
        throw TransferError.tensor(.notAClass(index: index, value: Float(labels[index]), classes: classes))
    }
    var rows = try Tensor(shape: [labels.count, Swift.max(count, 0)], repeating: 0)
    for (row, label) in labels.enumerated() { rows.values[row * count + label] = 1 }
    return rows
}

/// One-hot numbers of a tensor of class numbers: of [n] or [n, 1] rows [n, classes].
///
/// Without `classes` there are as many as the greatest number asks for. Throws `TransferError.tensor` with the index of a
/// number that is not whole, below 0 or not below `classes`.
public func toCategorical(_ labels: Tensor, classes: Int? = nil) throws -> Tensor {
    let numbers = try labels.values.enumerated().map { index, value in
        // No label beyond this is exact in 32 bits.
        guard let label = Int(exactly: value), label < 1 << 24 else {
            throw TransferError.tensor(.notAClass(index: index, value: value, classes: classes))
        }
        return label
    }
    let rows = try toCategorical(numbers, classes: classes)
    let isColumn = labels.shape.count > 1 && labels.shape.last == 1
    return Tensor(checked: (isColumn ? labels.shape.dropLast() : labels.shape) + rows.shape.suffix(1), rows.values)
}
