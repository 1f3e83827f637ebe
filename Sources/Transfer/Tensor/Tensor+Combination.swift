extension Tensor {
    /// A function's result for each pair of numbers, by NumPy's broadcasting; `symbol` names it where shapes do not fit.
    @inline(__always)
    func combined(_ other: Tensor, _ symbol: String, _ operation: (Float, Float) -> Float) -> Tensor {
        let rule = Self.rule(self, symbol, other)
        let count = rule.shape.reduce(1, *)
        let results = [Float](unsafeUninitializedCapacity: count) { buffer, done in
            done = count
            guard count > 0, let result = buffer.baseAddress else { return }
            values.withUnsafeBufferPointer { left in
                other.values.withUnsafeBufferPointer { right in
                    guard let left = left.baseAddress, let right = right.baseAddress else { return }
                    rule.combine(left, right, into: result, operation)
                }
            }
        }
        return Tensor(checked: rule.shape, results)
    }

    /// Puts a function's result in place of each number; the shape must not change by it.
    @inline(__always)
    mutating func combine(_ other: Tensor, _ symbol: String, _ operation: (Float, Float) -> Float) {
        let rule = Self.rule(self, symbol, other)
        guard rule.shape == shape else {
            trap(
                """
                \(symbol) would change the shape \(shape) to \(rule.shape), because the other tensor has the shape \
                \(other.shape); make a new tensor with \(symbol.dropLast())
                """)
        }
        other.values.withUnsafeBufferPointer { right in
            values.withUnsafeMutableBufferPointer { left in
                guard let left = left.baseAddress, let right = right.baseAddress else { return }
                rule.combine(left, right, into: left, operation)
            }
        }
    }

    private static func rule(_ left: Tensor, _ symbol: String, _ right: Tensor) -> Broadcasting {
        guard let rule = Broadcasting(left.shape, right.shape) else {
            trap(
                """
                tensors of shapes \(left.shape) and \(right.shape) do not fit together in \(symbol): aligned at the \
                last, each dimension must be the same in both, or 1 in one; reshape one of them
                """)
        }
        return rule
    }

    /// A function's result for each number.
    @inline(__always)
    func mapped(_ operation: (Float) -> Float) -> Tensor {
        let results = [Float](unsafeUninitializedCapacity: count) { buffer, done in
            done = count
            values.withUnsafeBufferPointer { for index in $0.indices { buffer[index] = operation($0[index]) } }
        }
        return Tensor(checked: shape, results)
    }

    /// Puts a function's result in place of each number.
    @inline(__always)
    mutating func mapInPlace(_ operation: (Float) -> Float) {
        values.withUnsafeMutableBufferPointer { for index in $0.indices { $0[index] = operation($0[index]) } }
    }
}
