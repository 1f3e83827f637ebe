/// How two shapes are brought together by NumPy's rule: aligned at their last dimensions, a dimension of 1, or one that
/// is missing in front, is repeated.
struct Broadcasting {
    /// Which of two tensors have numbers of their own along a dimension; the other one repeats.
    private enum Owner {
        case both
        case left
        case right
    }

    private struct Dimension {
        var length: Int
        let owner: Owner
    }

    /// The shape of the result.
    let shape: [Int]
    /// Neighbouring dimensions of the same kind in one, outermost first, without those of length 1.
    private let dimensions: [Dimension]

    /// The rule for two shapes; nil when a dimension differs and is 1 in neither.
    init?(_ left: [Int], _ right: [Int]) {
        let rank = max(left.count, right.count)
        let left = Array(repeating: 1, count: rank - left.count) + left
        let right = Array(repeating: 1, count: rank - right.count) + right
        guard zip(left, right).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else { return nil }
        shape = zip(left, right).map { $0 == 1 ? $1 : $0 }
        dimensions = zip(left, right).reduce(into: []) { merged, pair in
            if pair.0 == 1 && pair.1 == 1 { return }
            let owner: Owner = pair.0 == pair.1 ? .both : pair.0 == 1 ? .right : .left
            let length = owner == .right ? pair.1 : pair.0
            if let last = merged.last, last.owner == owner {
                merged[merged.count - 1].length = last.length * length
            } else {
                merged.append(Dimension(length: length, owner: owner))
            }
        }
    }

    /// Applies an operation to each pair of numbers and stores the results in turn; `result` may be `left` where the
    /// shapes are the same.
    @inline(__always)
    func combine(
        _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>,
        _ operation: (Float, Float) -> Float
    ) {
        let run = dimensions.last ?? Dimension(length: 1, owner: .both)
        var start = 0
        StridedRuns(
            lengths: dimensions.dropLast().map(\.length), left: strides { $0 != .right }, right: strides { $0 != .left }
        )
        .forEach { leftStart, rightStart in
            let (left, right, result) = (left + leftStart, right + rightStart, result + start)
            switch run.owner {
            case .both: for index in 0..<run.length { result[index] = operation(left[index], right[index]) }
            case .left:
                let number = right[0]
                for index in 0..<run.length { result[index] = operation(left[index], number) }
            case .right:
                let number = left[0]
                for index in 0..<run.length { result[index] = operation(number, right[index]) }
            }
            start += run.length
        }
    }

    /// How far apart the numbers of one tensor are along all dimensions but the last; 0 where it repeats.
    private func strides(_ isOwn: (Owner) -> Bool) -> [Int] {
        var step = 1
        let strides = dimensions.reversed().map { dimension in
            defer { if isOwn(dimension.owner) { step *= dimension.length } }
            return isOwn(dimension.owner) ? step : 0
        }
        return strides.dropFirst().reversed()
    }
}
