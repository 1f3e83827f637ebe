/// A network for ImageNet's pictures, which knows how they must be prepared and what its classes are called.
public class Backbone: Model {
    private let scaling: PixelScaling

    /// Makes a network from what `body` puts on the input, and sets its weights from a file: the given one, or the one that
    /// the settings ask for.
    ///
    /// Throws `TransferError.model` if the settings contradict each other, and `TransferError.file` if the weights cannot be
    /// read.
    init(
        _ rules: BackboneRules, _ settings: BackboneSettings, alpha: Double = 1, file given: BackboneFile?,
        name: String?, body: (inout BackboneBuilder, SymbolicTensor) throws -> SymbolicTensor
    ) throws {
        try rules.check(settings)
        let file = try given ?? BackboneFile(rules.model, settings, alpha: alpha)
        scaling = rules.scaling
        try super.init(
            network: { name in
                let input = Input(shape: settings.inputShape).symbolicTensor
                var builder = BackboneBuilder(settings, isLoaded: file != nil)
                return try Network(inputs: [input], outputs: [body(&builder, input)], model: name)
            }, name: name ?? rules.name, kind: "Functional")
        if let file { try setWeights(from: file.contents, path: file.path) }
    }

    /// The names now of layers that a file of other times calls otherwise, by the file's names; empty for other files.
    class func layerNames(inFile names: [String]) -> [String: String] { [:] }

    /// Whether the layers with weights follow one another, so that their order in a file can be but one.
    class var isChain: Bool { true }

    /// The file with the names that the layers have now.
    ///
    /// A file that knows all of the names stays as it is. Else names of other times are translated; and where names
    /// tell nothing, but the file has as many layers as a network in which they follow one another, so do the file's.
    /// Throws `TransferError.model` if the network would have to be made otherwise for the file.
    func translated(_ file: any WeightsFile) throws -> any WeightsFile {
        let own = layers.filter { !$0.parameters.isEmpty }.map(\.name)
        let names = file.layers.map(\.name)
        if Set(own).isSubset(of: names) { return file }
        let translation = type(of: self).layerNames(inFile: names)
        if !translation.isEmpty { return RenamedWeightsFile(file, names: names.map { translation[$0] ?? $0 }) }
        let isOrderKnown = type(of: self).isChain && file.isOrdered && names.count == own.count
        return isOrderKnown ? RenamedWeightsFile(file, names: own) : file
    }

    /// Turns pixels of 0...255 (red, green, blue) into what the network was trained on.
    ///
    /// VGG16, VGG19 and ResNet50 take blue, green, red less [103.939, 116.779, 123.68]; InceptionV3, MobileNet and
    /// MobileNetV2 pixel / 127.5 − 1; EfficientNetLite0 (pixel − 127) / 128.
    public var preprocess: PixelScaling { scaling }

    /// For each sample the most probable classes, from the most probable one on.
    ///
    /// Throws `TransferError.model` unless there are probabilities of 1000 classes for each sample, and
    /// `TransferError.training` if `top` is below 1.
    public func decodePredictions(_ probabilities: Tensor, top: Int = 5) throws -> [[ImageNetPrediction]] {
        try Self.decodePredictions(probabilities, top: top)
    }

    /// The same without a network, which is alike for all: `VGG16.decodePredictions(…)`.
    ///
    /// Throws `TransferError.model` unless there are probabilities of 1000 classes for each sample, and
    /// `TransferError.training` if `top` is below 1.
    public static func decodePredictions(_ probabilities: Tensor, top: Int = 5) throws -> [[ImageNetPrediction]] {
        try TrainingProblem.require(top >= 1, "top", top, "a number of at least 1")
        guard probabilities.shape.count == 2, probabilities.shape[1] == 1000 else {
            throw TransferError.model(.notImageNet(shape: probabilities.shape))
        }
        let classes = try ImageNetClasses.load()
        return (0..<probabilities.shape[0]).map { sample in
            let row = probabilities.values[sample * 1000..<(sample + 1) * 1000]
            let best = row.indices.sorted { (row[$0], $1) > (row[$1], $0) }.prefix(top)
            return best.map { index in
                let (identifier, name) = classes[index - row.startIndex]
                return ImageNetPrediction(identifier: identifier, name: name, probability: row[index])
            }
        }
    }
}
