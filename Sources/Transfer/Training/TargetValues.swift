import Compute

/// What the predictions of all samples should be.
enum TargetValues {
    /// A class number a sample.
    case classes([Int32])
    /// A probability a class, sample by sample.
    case probabilities([Float], classes: Int)

    var count: Int {
        switch self {
        case .classes(let numbers): numbers.count
        case .probabilities(let values, let classes): values.count / max(classes, 1)
        }
    }

    /// Takes targets from a tensor as the loss wants them.
    init(_ tensor: Tensor, for loss: LossFunction) throws {
        switch loss {
        case .categoricalCrossentropy:
            guard tensor.shape.count == 2 else {
                throw TransferError.training(
                    .wrongTargets(
                        loss: loss.name, expected: "targets [n, classes], one-hot",
                        received: "the shape \(tensor.shape)"))
            }
            self = .probabilities(tensor.values, classes: tensor.shape[1])
        case .sparseCategoricalCrossentropy:
            guard tensor.shape.count == 1 || tensor.shape.count == 2 && tensor.shape[1] == 1 else {
                throw TransferError.training(
                    .wrongTargets(
                        loss: loss.name, expected: "class numbers [n]", received: "the shape \(tensor.shape)"))
            }
            self = .classes(
                try tensor.values.map { value in
                    guard let number = Int32(exactly: value) else {
                        throw TransferError.training(
                            .wrongTargets(loss: loss.name, expected: "whole class numbers", received: "\(value)"))
                    }
                    return number
                })
        }
    }

    /// Throws unless the targets fit a model's output.
    func check(outputShape: [Int], model: String) throws {
        let classes = outputShape.last ?? 0
        switch self {
        case .probabilities(_, let given):
            guard outputShape == [given] else {
                throw TransferError.training(
                    .wrongClassCount(model: model, outputs: outputShape, classes: given))
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
        case .classes(let numbers): .classes(indices.map { numbers[$0] })
        case .probabilities(let values, let classes):
            .probabilities(indices.flatMap { values[$0 * classes..<($0 + 1) * classes] }, classes: classes)
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
        case .probabilities(let values, _):
            try values.withUnsafeBufferPointer { buffer in
                guard let address = buffer.baseAddress else { throw TransferError.training(.noSamples) }
                return try body(.probabilities(address))
            }
        }
    }
}
