import Compute

/// What the predictions of all samples should be.
enum TargetValues {
    /// A class number a sample.
    case classes([Int32])
    /// As many numbers a sample as the model gives, sample by sample.
    case values([Float], count: Int)

    var count: Int {
        switch self {
        case .classes(let numbers): numbers.count
        case .values(_, let count): count
        }
    }

    /// Takes targets from a tensor as the loss wants them.
    init(_ tensor: Tensor, for loss: LossFunction) throws {
        func problem(_ expected: String, _ received: String) -> TransferError {
            .training(.wrongTargets(loss: loss.name, expected: expected, received: received))
        }
        if let wrong = tensor.values.first(where: { !$0.isFinite }) { throw problem("finite numbers", "\(wrong)") }
        switch loss.kind {
        case .sparseCategoricalCrossentropy:
            guard tensor.shape.count == 1 || tensor.shape.count == 2 && tensor.shape[1] == 1 else {
                throw problem("class numbers [n]", "the shape \(tensor.shape)")
            }
            self = .classes(
                try tensor.values.map { value in
                    guard let number = Int32(exactly: value) else { throw problem("whole class numbers", "\(value)") }
                    return number
                })
            return
        case .categoricalCrossentropy:
            guard tensor.shape.count == 2 else {
                throw problem("targets [n, classes], one-hot", "the shape \(tensor.shape)")
            }
        case .binaryCrossentropy:
            if let wrong = tensor.values.first(where: { $0 < 0 || $0 > 1 }) {
                throw problem("targets from 0 to 1", "\(wrong)")
            }
        case .meanSquaredError, .meanAbsoluteError, .huber, .hinge: break
        }
        self = .values(tensor.values, count: tensor.shape.first ?? 0)
    }

    /// Throws unless the targets fit a model's output.
    func check(outputShape: [Int], loss: LossFunction, model: String) throws {
        let classes = outputShape.last ?? 0
        switch self {
        case .values(let values, let count):
            let given = values.count / max(count, 1)
            // Crossentropies of single numbers also compare pictures.
            let isOfVectors = loss.kind == .categoricalCrossentropy || loss.isOfClasses && outputShape.count == 1
            if isOfVectors, outputShape != [given] {
                throw TransferError.training(
                    .wrongClassCount(model: model, outputs: outputShape, classes: given))
            }
            guard given == outputShape.reduce(1, *) else {
                throw TransferError.training(
                    .wrongTargets(
                        loss: loss.name, expected: "targets of the output's shape \(Shapes.text(outputShape))",
                        received: "\(given) numbers a sample"))
            }
        case .classes(let numbers):
            guard outputShape.count == 1 else {
                throw TransferError.training(
                    .wrongClassCount(model: model, outputs: outputShape, classes: Int(numbers.max() ?? 0) + 1))
            }
            if let wrong = numbers.first(where: { $0 < 0 || Int($0) >= classes }) {
                throw TransferError.training(.classOutOfRange(value: Float(wrong), classes: classes))
            }
        }
    }

    /// The targets of some samples.
    func samples(_ indices: [Int]) -> TargetValues {
        switch self {
        case .classes(let numbers): return .classes(indices.map { numbers[$0] })
        case .values(let values, let count):
            let size = values.count / max(count, 1)
            return .values(indices.flatMap { values[$0 * size..<($0 + 1) * size] }, count: indices.count)
        }
    }

    /// How many classes there are, where each sample has a number for each.
    var classCount: Int? {
        guard case .values(let values, let count) = self, values.count > count else { return nil }
        return values.count / max(count, 1)
    }

    /// The class of each sample: its number, or the place of its largest target.
    var classes: [Int] {
        switch self {
        case .classes(let numbers): return numbers.map { Int($0) }
        case .values(let values, let count):
            let size = values.count / max(count, 1)
            guard size > 1 else { return values.map { Int($0.rounded()) } }
            return (0..<count).map { sample in
                (0..<size).reduce(0) { values[sample * size + $1] > values[sample * size + $0] ? $1 : $0 }
            }
        }
    }

    /// A number for each number of the output: class numbers become one-hot rows of so many columns.
    func rows(columns: Int) -> [Float] {
        switch self {
        case .values(let values, _): return values
        case .classes(let numbers):
            var rows = [Float](repeating: 0, count: numbers.count * columns)
            for (row, number) in numbers.enumerated() where number >= 0 && Int(number) < columns {
                rows[row * columns + Int(number)] = 1
            }
            return rows
        }
    }

    /// The targets as a loss compares them with the output: smoothed, or of −1 and 1.
    func prepared(for loss: LossFunction, columns: Int) -> TargetValues {
        let smoothing = Float(loss.labelSmoothing)
        switch loss.kind {
        case .categoricalCrossentropy, .sparseCategoricalCrossentropy:
            guard smoothing > 0 else { return self }
            return .values(
                rows(columns: columns).map { $0 * (1 - smoothing) + smoothing / Float(columns) }, count: count)
        case .binaryCrossentropy:
            guard smoothing > 0 else { return self }
            return .values(rows(columns: columns).map { $0 * (1 - smoothing) + smoothing / 2 }, count: count)
        case .hinge:
            let values = rows(columns: columns)
            let isBinary = values.allSatisfy { $0 == 0 || $0 == 1 }
            return isBinary ? .values(values.map { 2 * $0 - 1 }, count: count) : self
        case .meanSquaredError, .meanAbsoluteError, .huber: return self
        }
    }

    /// Gives the targets to the kernels; there must be at least one.
    func withTargets<T>(_ body: (Targets) throws -> T) throws -> T {
        switch self {
        case .classes(let numbers):
            try numbers.withUnsafeBufferPointer { buffer in
                guard let address = buffer.baseAddress else { throw TransferError.training(.noSamples) }
                return try body(.classes(address))
            }
        case .values(let values, _):
            try values.withUnsafeBufferPointer { buffer in
                guard let address = buffer.baseAddress else { throw TransferError.training(.noSamples) }
                return try body(.values(address))
            }
        }
    }
}
