import Foundation

/// What is done to a picture before anything else: what a backbone needs, which has a name, or a function, which has none.
enum PicturePreprocessing: Sendable {
    case scaling(PixelScaling)
    case function(SerialPreprocessing)

    /// Whether what it does can only be seen by doing it.
    var isFunction: Bool { if case .function = self { true } else { false } }

    /// The name; nil of a function.
    var scaling: PixelScaling? { if case .scaling(let scaling) = self { scaling } else { nil } }

    /// Prepares a picture in place.
    ///
    /// Throws `TransferError.imageData` if it cannot be used or its shape changes, and what a function throws.
    func apply(to levels: UnsafeMutableBufferPointer<Float>, shape: [Int]) throws {
        switch self {
        case .scaling(let scaling): try scaling.apply(to: levels, shape: shape)
        case .function(let function): try function.apply(to: levels, shape: shape)
        }
    }
}

/// A user's function of pictures, called by one thread at a time, so that it may also count or collect.
final class SerialPreprocessing: @unchecked Sendable {
    private let lock = NSLock()
    private let function: (Tensor) throws -> Tensor

    init(_ function: @escaping (Tensor) throws -> Tensor) {
        self.function = function
    }

    func apply(to levels: UnsafeMutableBufferPointer<Float>, shape: [Int]) throws {
        let picture = Tensor(checked: shape, Array(levels))
        let result = try lock.withLock { try function(picture) }
        guard result.count == levels.count else {
            throw TransferError.imageData(.preprocessingChangedShape(before: shape, after: result.shape))
        }
        result.values.withUnsafeBufferPointer { values in _ = levels.update(from: values) }
    }
}
