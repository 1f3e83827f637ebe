/// What stands for results that a dry run does not compute; ordinary programs can go on with it.
enum Placeholders {
    /// Numbers that nobody has computed: of many, memory that the system gives when it is first used.
    static func tensor(_ shape: [Int], repeating value: Float = 0) -> Tensor {
        let count = shape.reduce(1, *)
        guard value == 0, count >= mappedCount else {
            return Tensor(checked: shape, [Float](repeating: value, count: count))
        }
        // Memory of this size comes fresh from the system, which fills it with zeros when it is first looked at.
        return Tensor(checked: shape, [Float](unsafeUninitializedCapacity: count) { $1 = count })
    }

    /// From this many numbers on, 64 MB, the C library asks the system for memory of its own.
    private static let mappedCount = 1 << 24

    /// What a model would predict: vectors of equal shares, or pictures of zeros.
    static func predictions(count: Int, itemShape: [Int]) -> Tensor {
        let share: Float = itemShape.count == 1 ? (itemShape[0] > 1 ? 1 / Float(itemShape[0]) : 0.5) : 0
        return tensor([count] + itemShape, repeating: share)
    }

    /// Class numbers that take turns, so that every class has samples: [n], or [n, 1].
    static func labels(count: Int, classes: Int, isColumn: Bool = false) -> Tensor {
        Tensor(checked: isColumn ? [count, 1] : [count], (0..<count).map { Float($0 % max(classes, 1)) })
    }

    /// What a loss is taken to be.
    static let loss = 1.0
    /// What any other number of an epoch is taken to be.
    static let metric = 0.5

    /// Some numbers in place of an evaluation's own.
    static func evaluation(_ names: [String]) -> Evaluation {
        Evaluation(names.map { (name: $0, value: $0.hasSuffix("loss") ? loss : metric) })
    }

    /// The log of a training of some epochs, all alike.
    static func log(_ columns: [String], epochs: Range<Int>) -> TrainingLog {
        let row = columns.map { $0.hasSuffix("loss") ? loss : metric }
        var log = TrainingLog(
            columns: columns, epochs: epochs.map { _ in row }, seconds: epochs.map { _ in 1 })
        log.initialEpoch = epochs.lowerBound
        return log
    }
}
