import Foundation

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
