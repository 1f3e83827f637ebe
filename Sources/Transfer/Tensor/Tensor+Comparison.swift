/// Comparisons number by number with 1 for true and 0 for false, so that `(a .== b).mean()` is the share of equal ones;
/// shapes are brought together as in arithmetic.
extension Tensor {
    /// 1 where the left number is equal to the right one, else 0.
    public static func .== (left: Tensor, right: Tensor) -> Tensor { left.combined(right, ".==") { $0 == $1 ? 1 : 0 } }

    /// 1 where the number of the tensor is equal to the one on the right, else 0.
    public static func .== (left: Tensor, right: some TensorNumber) -> Tensor {
        let number = right.tensorValue
        return left.mapped { $0 == number ? 1 : 0 }
    }

    /// 1 where the left number is different from the right one, else 0.
    public static func .!= (left: Tensor, right: Tensor) -> Tensor { left.combined(right, ".!=") { $0 != $1 ? 1 : 0 } }

    /// 1 where the number of the tensor is different from the one on the right, else 0.
    public static func .!= (left: Tensor, right: some TensorNumber) -> Tensor {
        let number = right.tensorValue
        return left.mapped { $0 != number ? 1 : 0 }
    }

    /// 1 where the left number is less than the right one, else 0.
    public static func .< (left: Tensor, right: Tensor) -> Tensor { left.combined(right, ".<") { $0 < $1 ? 1 : 0 } }

    /// 1 where the number of the tensor is less than the one on the right, else 0.
    public static func .< (left: Tensor, right: some TensorNumber) -> Tensor {
        let number = right.tensorValue
        return left.mapped { $0 < number ? 1 : 0 }
    }

    /// 1 where the left number is less or equal to the right one, else 0.
    public static func .<= (left: Tensor, right: Tensor) -> Tensor { left.combined(right, ".<=") { $0 <= $1 ? 1 : 0 } }

    /// 1 where the number of the tensor is less or equal to the one on the right, else 0.
    public static func .<= (left: Tensor, right: some TensorNumber) -> Tensor {
        let number = right.tensorValue
        return left.mapped { $0 <= number ? 1 : 0 }
    }

    /// 1 where the left number is greater than the right one, else 0.
    public static func .> (left: Tensor, right: Tensor) -> Tensor { left.combined(right, ".>") { $0 > $1 ? 1 : 0 } }

    /// 1 where the number of the tensor is greater than the one on the right, else 0.
    public static func .> (left: Tensor, right: some TensorNumber) -> Tensor {
        let number = right.tensorValue
        return left.mapped { $0 > number ? 1 : 0 }
    }

    /// 1 where the left number is greater or equal to the right one, else 0.
    public static func .>= (left: Tensor, right: Tensor) -> Tensor { left.combined(right, ".>=") { $0 >= $1 ? 1 : 0 } }

    /// 1 where the number of the tensor is greater or equal to the one on the right, else 0.
    public static func .>= (left: Tensor, right: some TensorNumber) -> Tensor {
        let number = right.tensorValue
        return left.mapped { $0 >= number ? 1 : 0 }
    }
}
