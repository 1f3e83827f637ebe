/// Arithmetic number by number; tensors of different shapes are brought together by NumPy's broadcasting, and shapes that
/// do not fit are a programming error, as an index out of range is.
extension Tensor {
    /// The numbers with the other sign.
    public static prefix func - (tensor: Tensor) -> Tensor { tensor.mapped { -$0 } }

    /// The sums of the numbers of two tensors.
    public static func + (left: Tensor, right: Tensor) -> Tensor { left.combined(right, "+") { $0 + $1 } }

    /// The sums of each number and one on the right.
    public static func + (left: Tensor, right: some TensorNumber) -> Tensor {
        let number = right.tensorValue
        return left.mapped { $0 + number }
    }

    /// The sums of one number on the left and each number.
    public static func + (left: some TensorNumber, right: Tensor) -> Tensor {
        let number = left.tensorValue
        return right.mapped { number + $0 }
    }

    /// Adds another tensor's numbers in place; its shape must fit without changing this one.
    public static func += (left: inout Tensor, right: Tensor) { left.combine(right, "+=") { $0 + $1 } }

    /// Adds a number in place.
    public static func += (left: inout Tensor, right: some TensorNumber) {
        let number = right.tensorValue
        left.mapInPlace { $0 + number }
    }

    /// The differences of the numbers of two tensors.
    public static func - (left: Tensor, right: Tensor) -> Tensor { left.combined(right, "-") { $0 - $1 } }

    /// The differences of each number and one on the right.
    public static func - (left: Tensor, right: some TensorNumber) -> Tensor {
        let number = right.tensorValue
        return left.mapped { $0 - number }
    }

    /// The differences of one number on the left and each number.
    public static func - (left: some TensorNumber, right: Tensor) -> Tensor {
        let number = left.tensorValue
        return right.mapped { number - $0 }
    }

    /// Subtracts another tensor's numbers in place; its shape must fit without changing this one.
    public static func -= (left: inout Tensor, right: Tensor) { left.combine(right, "-=") { $0 - $1 } }

    /// Subtracts a number in place.
    public static func -= (left: inout Tensor, right: some TensorNumber) {
        let number = right.tensorValue
        left.mapInPlace { $0 - number }
    }

    /// The products of the numbers of two tensors.
    public static func * (left: Tensor, right: Tensor) -> Tensor { left.combined(right, "*") { $0 * $1 } }

    /// The products of each number and one on the right.
    public static func * (left: Tensor, right: some TensorNumber) -> Tensor {
        let number = right.tensorValue
        return left.mapped { $0 * number }
    }

    /// The products of one number on the left and each number.
    public static func * (left: some TensorNumber, right: Tensor) -> Tensor {
        let number = left.tensorValue
        return right.mapped { number * $0 }
    }

    /// Multiplies by another tensor's numbers in place; its shape must fit without changing this one.
    public static func *= (left: inout Tensor, right: Tensor) { left.combine(right, "*=") { $0 * $1 } }

    /// Multiplies by a number in place.
    public static func *= (left: inout Tensor, right: some TensorNumber) {
        let number = right.tensorValue
        left.mapInPlace { $0 * number }
    }

    /// The quotients of the numbers of two tensors.
    public static func / (left: Tensor, right: Tensor) -> Tensor { left.combined(right, "/") { $0 / $1 } }

    /// The quotients of each number and one on the right.
    public static func / (left: Tensor, right: some TensorNumber) -> Tensor {
        let number = right.tensorValue
        return left.mapped { $0 / number }
    }

    /// The quotients of one number on the left and each number.
    public static func / (left: some TensorNumber, right: Tensor) -> Tensor {
        let number = left.tensorValue
        return right.mapped { number / $0 }
    }

    /// Divides by another tensor's numbers in place; its shape must fit without changing this one.
    public static func /= (left: inout Tensor, right: Tensor) { left.combine(right, "/=") { $0 / $1 } }

    /// Divides by a number in place.
    public static func /= (left: inout Tensor, right: some TensorNumber) {
        let number = right.tensorValue
        left.mapInPlace { $0 / number }
    }
}
