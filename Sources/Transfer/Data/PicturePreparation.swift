import Foundation

/// What is done to every picture after it has been transformed: Keras' `standardize`.
struct PicturePreparation: Sendable {
    let settings: AugmentationSettings
    let statistics: FeatureStatistics?
    let preprocessing: PicturePreprocessing?
    /// Where to note what became of each picture, by its number.
    var digests: UsedDigests<Int>?

    /// Keras' addition to deviations, so that a picture of one level can be divided by its own.
    private static let epsilon: Float = 1e-6

    /// Prepares one picture in place: the preprocessing, the factor, the picture's own mean and deviation, those of all
    /// pictures.
    ///
    /// Throws `TransferError.imageData` if the preprocessing changes the picture's shape or cannot use it, and what a
    /// function of the user's own throws.
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
