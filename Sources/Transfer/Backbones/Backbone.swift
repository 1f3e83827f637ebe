import Foundation

/// Where a backbone's weights come from.
public enum BackboneWeights: Hashable, Sendable {
    /// As trained on ImageNet.
    case imagenet
    /// Random ones.
    case none
    /// A Keras weights file.
    case file(String)
}

/// How a backbone without its top turns its last picture into a vector.
public enum BackbonePooling: Hashable, Sendable {
    /// The mean of each channel.
    case avg
    /// The largest number of each channel.
    case max
}

/// A class that ImageNet's pictures are labelled with, and how probable a model finds it.
public struct ImageNetPrediction: Hashable, Sendable, CustomStringConvertible {
    /// The WordNet identifier, for example `n02123045`.
    public let identifier: String
    /// The name, for example `tabby`.
    public let name: String
    /// The probability, 0...1.
    public let probability: Float

    /// The name and the probability in percent.
    public var description: String { "\(name) \(String(format: "%.1f", Double(probability) * 100)) %" }
}

/// A network trained on ImageNet, which knows how its pictures must be prepared.
public class Backbone: Model {
    /// Turns pixels of 0...255 (RGB) into what the network was trained on.
    public func preprocess(_ pixels: Tensor) -> Tensor { pixels }

    /// For each sample the most probable classes, from the most probable one on.
    ///
    /// Throws `TransferError.model` unless there are probabilities of 1000 classes for each sample.
    public func decodePredictions(_ probabilities: Tensor, top: Int = 5) throws -> [[ImageNetPrediction]] {
        guard probabilities.shape.count == 2, probabilities.shape[1] == 1000 else {
            throw TransferError.model(.notImageNet(shape: probabilities.shape))
        }
        let classes = try ImageNetClasses.load()
        return (0..<probabilities.shape[0]).map { sample in
            let row = probabilities.values[sample * 1000..<(sample + 1) * 1000]
            let best = row.indices.sorted { (row[$0], $1) > (row[$1], $0) }.prefix(max(top, 0))
            return best.map { index in
                let (identifier, name) = classes[index - row.startIndex]
                return ImageNetPrediction(identifier: identifier, name: name, probability: row[index])
            }
        }
    }
}

/// ImageNet's 1000 classes in the order of Keras' models.
enum ImageNetClasses {
    static func load() throws -> [(identifier: String, name: String)] {
        let file = try Resources.path("imagenet_class_index.json")
        guard let data = FileManager.default.contents(atPath: file),
            let index = try? JSONDecoder().decode([String: [String]].self, from: data)
        else { throw TransferError.file(.missingResource(name: "imagenet_class_index.json")) }
        return try (0..<1000).map { number in
            guard let entry = index[String(number)], entry.count == 2 else {
                throw TransferError.file(.missingResource(name: "imagenet_class_index.json"))
            }
            return (entry[0], entry[1])
        }
    }
}

/// The files that come with the engine.
enum Resources {
    static func path(_ name: String) throws -> String {
        guard let path = Bundle.module.path(forResource: "Resources/\(name)", ofType: nil) else {
            throw TransferError.file(.missingResource(name: name))
        }
        return path
    }
}
