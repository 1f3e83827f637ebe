/// Some dimensions of a tensor that one number each is made of.
struct Reduction {
    /// How many numbers each result is made of.
    let length: Int
    /// The numbers, those dimensions side by side.
    private let tensor: Tensor
    private let outer: Int
    private let inner: Int
    private let shape: [Int]
    private let keptShape: [Int]

    /// Reduces a tensor along dimensions, which may be counted from the end.
    init(_ tensor: Tensor, _ axes: [Int]) {
        let shape = tensor.shape
        let axes = Set(axes.map(tensor.axis)).sorted()
        let others = shape.indices.filter { !axes.contains($0) }
        keptShape = shape.indices.map { axes.contains($0) ? 1 : shape[$0] }
        self.shape = others.map { shape[$0] }
        length = axes.reduce(1) { $0 * shape[$1] }
        if let first = axes.first, let last = axes.last, last - first >= axes.count {
            self.tensor = tensor.transposed(others + axes)
            outer = others.reduce(1) { $0 * shape[$1] }
            inner = 1
        } else {
            self.tensor = tensor
            outer = shape[..<(axes.first ?? shape.count)].reduce(1, *)
            inner = shape[((axes.last ?? shape.count - 1) + 1)...].reduce(1, *)
        }
    }

    /// Results in the shape without those dimensions, or with 1 in place of each.
    func result(_ numbers: [Double], _ keepDimensions: Bool) -> Tensor {
        Tensor(checked: keepDimensions ? keptShape : shape, numbers.map { Float($0) })
    }

    /// Stops where there are results of no numbers at all.
    func requireNumbers(_ kind: String) {
        guard length > 0 || outer * inner == 0 else {
            trap(
                "a tensor of shape \(tensor.shape) has no \(kind) number, because it is empty; look at its count first")
        }
    }

    /// Takes in one number after another; `body` gets what there is so far, the number and the result's place.
    @inline(__always)
    func folded(_ initial: Double, _ body: (Double, Double, Int) -> Double) -> [Double] {
        var results = [Double](repeating: initial, count: outer * inner)
        tensor.values.withUnsafeBufferPointer { values in
            results.withUnsafeMutableBufferPointer { results in
                for row in 0..<outer {
                    if inner == 1 {
                        var result = initial
                        for index in row * length..<(row + 1) * length {
                            result = body(result, Double(values[index]), row)
                        }
                        results[row] = result
                        continue
                    }
                    for step in 0..<length {
                        let start = (row * length + step) * inner
                        for column in 0..<inner {
                            let place = row * inner + column
                            results[place] = body(results[place], Double(values[start + column]), place)
                        }
                    }
                }
            }
        }
        return results
    }

    func sums() -> [Double] { folded(0) { sum, value, _ in sum + value } }

    func means() -> [Double] { sums().map { $0 / Double(length) } }

    /// Where along the dimensions the greatest numbers are.
    func positionsOfMaximum() -> [Int] {
        requireNumbers("greatest")
        return tensor.values.withUnsafeBufferPointer { values in
            (0..<outer * inner).map { place in
                let start = place / inner * length * inner + place % inner
                var best = 0
                for step in 1..<Swift.max(length, 1) {
                    let (value, most) = (values[start + step * inner], values[start + best * inner])
                    if value > most || value.isNaN && !most.isNaN { best = step }
                }
                return best
            }
        }
    }
}
