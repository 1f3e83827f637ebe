/// Inception of the third version (Szegedy and others, 2015): 23,851,784 parameters with its top, 21,802,784 without;
/// pictures of at least 75 pixels, best at 299.
///
/// Its layers have no names but numbers, which begin anew in every network: `conv2d`, `conv2d_1`, … whatever was made
/// before, where Keras goes on counting. So weights are found by name in any program.
public final class InceptionV3: Backbone {
    private static let rules = BackboneRules(
        model: .inceptionv3, name: "inception_v3", minimumSize: 75, pretrainedSizes: [299], scaling: .tensorFlow)

    /// Makes the network for pictures of `[height, width, 3]`.
    ///
    /// With the top it gives probabilities of `classes` classes, or what `classifierActivation` makes in their place;
    /// without, the last picture of 2048 channels, or the vector that `pooling` makes of it. Throws
    /// `TransferError.model` if the settings contradict each other, and `TransferError.file` if the weights cannot be
    /// read.
    public convenience init(
        weights: BackboneWeights = .imagenet, includeTop: Bool = true, inputShape: [Int] = [299, 299, 3],
        pooling: BackbonePooling? = nil, classes: Int = 1000, classifierActivation: ActivationFunction = .softmax,
        name: String? = nil
    ) throws {
        try self.init(
            BackboneSettings(
                weights: weights, includeTop: includeTop, inputShape: inputShape, pooling: pooling, classes: classes,
                classifierActivation: classifierActivation), name: name)
    }

    /// Turns pixels of 0...255 (red, green, blue) into pixel / 127.5 − 1.
    ///
    /// Needs no network, so that it also serves one that was read from a file or copied, which is a plain `Model`.
    public static var preprocess: PixelScaling { rules.scaling }

    init(_ settings: BackboneSettings, file: BackboneFile? = nil, name: String? = nil) throws {
        try super.init(Self.rules, settings, file: file, name: name) { builder, input in
            let x = try builder.inceptionV3(input)
            // Keras names the pooling only where it belongs to the top.
            return try builder.ending(x, namesPooling: settings.includeTop)
        }
    }

    override class var isChain: Bool { false }

    /// Files number the layers from 1 (Keras 2.0), or from wherever their program had come to.
    override class func layerNames(inFile names: [String]) -> [String: String] {
        var translation: [String: String] = [:]
        for base in ["conv2d", "batch_normalization"] {
            let numbers = names.compactMap { number(of: $0, after: base) }.sorted()
            guard let first = numbers.first, numbers == Array(first..<first + unitCount) else { return [:] }
            for index in 0..<unitCount {
                translation[numbered(base, first + index)] = numbered(base, index)
            }
        }
        return translation
    }

    /// How many convolutions there are, each with its normalization.
    private static let unitCount = 94

    private static func numbered(_ base: String, _ number: Int) -> String {
        number == 0 ? base : "\(base)_\(number)"
    }

    private static func number(of name: String, after base: String) -> Int? {
        if name == base { return 0 }
        return name.hasPrefix("\(base)_") ? Int(name.dropFirst(base.count + 1)) : nil
    }
}
