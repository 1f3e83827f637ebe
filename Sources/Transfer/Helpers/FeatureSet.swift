import Foundation

/// What a model makes of pictures, with the pictures' classes: data for training a small model, or another program.
public struct FeatureSet: Hashable, Sendable {
    /// The features, a row for each picture: [n, …].
    public let features: Tensor
    /// Each picture's class, as a number from 0.
    public let labels: [Int]
    /// The classes' names.
    public let classNames: [String]

    /// Makes a set.
    ///
    /// Throws `TransferError.training` unless there is a label for each row.
    public init(features: Tensor, labels: [Int], classNames: [String]) throws {
        guard features.shape.first ?? 0 == labels.count else {
            throw TransferError.training(
                .unequalCounts(inputs: features.shape.first ?? 0, targets: labels.count))
        }
        if let wrong = labels.first(where: { !classNames.indices.contains($0) }) {
            throw TransferError.training(.classOutOfRange(value: Float(wrong), classes: classNames.count))
        }
        self.features = features
        self.labels = labels
        self.classNames = classNames
    }

    /// What a model should predict of the features: [n, classes] one-hot, or [n] class numbers; `.input` gives the
    /// features themselves, and `.none` a tensor without numbers, [n, 0].
    public func targets(_ mode: ClassMode = .categorical) -> Tensor {
        switch mode {
        case .input: features
        case .none: Tensor(checked: [labels.count, 0], [])
        case .sparse, .binary: Tensor(checked: [labels.count], labels.map { Float($0) })
        case .categorical:
            Tensor(
                checked: [labels.count, classNames.count],
                labels.flatMap { label in classNames.indices.map { $0 == label ? 1 : 0 } })
        }
    }
}

extension FeatureSet: CustomStringConvertible {
    /// The number of pictures, their features' shape, and the classes.
    public var description: String {
        "features \(features.shape) of \(classNames.joined(separator: ", "))"
    }
}

extension Model {
    /// What the model makes of each picture of a flow, in the order of its files, with the pictures' classes.
    ///
    /// With a path they are also written there, see `FeatureSet.save`. Throws `TransferError.model` if the pictures do
    /// not have the model's input shape, and `TransferError.file` if the file cannot be written.
    @discardableResult
    public func extractFeatures(_ data: ImageFlow, to path: String? = nil) throws -> FeatureSet {
        let set = try FeatureSet(
            features: predict(data), labels: data.labels, classNames: data.classNames)
        if let path { try set.save(path) }
        return set
    }
}
