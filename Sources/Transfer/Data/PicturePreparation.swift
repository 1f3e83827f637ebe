import Foundation

/// What is done to every picture after it has been transformed: Keras' `standardize`.
struct PicturePreparation: Sendable {
    let settings: AugmentationSettings
    let statistics: FeatureStatistics?
    let preprocessing: SerialPreprocessing?
    /// Where to note what became of each picture, by its number.
    var digests: UsedDigests<Int>?

    /// Keras' addition to deviations, so that a picture of one level can be divided by its own.
    private static let epsilon: Float = 1e-6

    /// Prepares one picture in place: the preprocessing, the factor, the picture's own mean and deviation, those of all
    /// pictures.
    ///
    /// Throws `TransferError.imageData` if the preprocessing changes the picture's shape.
    func apply(to levels: UnsafeMutableBufferPointer<Float>, shape: [Int]) throws {
        if let preprocessing { try preprocessing.apply(to: levels, shape: shape) }
        if let factor = settings.rescale {
            for index in levels.indices { levels[index] *= factor }
        }
        if settings.samplewiseCenter {
            let mean = Float(Self.mean(levels))
            for index in levels.indices { levels[index] -= mean }
        }
        if settings.samplewiseStdNormalization {
            let mean = Self.mean(levels)
            let variance = levels.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(levels.count)
            let divisor = Float(variance.squareRoot()) + Self.epsilon
            for index in levels.indices { levels[index] /= divisor }
        }
        let channels = shape.last ?? 1
        if settings.featurewiseCenter, let mean = statistics?.mean {
            for index in levels.indices { levels[index] -= mean[index % channels] }
        }
        if settings.featurewiseStdNormalization, let deviation = statistics?.deviation {
            for index in levels.indices { levels[index] /= deviation[index % channels] + Self.epsilon }
        }
    }

    private static func mean(_ levels: UnsafeMutableBufferPointer<Float>) -> Double {
        levels.reduce(0.0) { $0 + Double($1) } / Double(max(1, levels.count))
    }
}

/// A user's function of pictures, called by one thread at a time, so that it may also count or collect.
final class SerialPreprocessing: @unchecked Sendable {
    private let lock = NSLock()
    private let function: (Tensor) -> Tensor

    init(_ function: @escaping (Tensor) -> Tensor) {
        self.function = function
    }

    func apply(to levels: UnsafeMutableBufferPointer<Float>, shape: [Int]) throws {
        let picture = Tensor(checked: shape, Array(levels))
        let result = lock.withLock { function(picture) }
        guard result.count == levels.count else {
            throw TransferError.imageData(.preprocessingChangedShape(before: shape, after: result.shape))
        }
        result.values.withUnsafeBufferPointer { values in _ = levels.update(from: values) }
    }
}
