/// VGG with 19 layers of weights (Simonyan and Zisserman 2014): 143,667,240 parameters with its top, 20,024,384 without;
/// pictures of at least 32 pixels, best at 224.
public final class VGG19: Backbone {
    private static let rules = BackboneRules(
        model: .vgg19, name: "vgg19", minimumSize: 32, pretrainedSizes: [224], scaling: .caffe)

    /// Makes the network for pictures of `[height, width, 3]`.
    ///
    /// With the top it gives probabilities of `classes` classes, or what `classifierActivation` makes in their place;
    /// without, the last picture of 512 channels, or the vector that `pooling` makes of it. Throws
    /// `TransferError.model` if the settings contradict each other, and `TransferError.file` if the weights cannot be
    /// read.
    public convenience init(
        weights: BackboneWeights = .imagenet, includeTop: Bool = true, inputShape: [Int] = [224, 224, 3],
        pooling: BackbonePooling? = nil, classes: Int = 1000, classifierActivation: ActivationFunction = .softmax,
        name: String? = nil
    ) throws {
        try self.init(
            BackboneSettings(
                weights: weights, includeTop: includeTop, inputShape: inputShape, pooling: pooling, classes: classes,
                classifierActivation: classifierActivation), name: name)
    }

    /// Turns pixels of 0...255 (red, green, blue) into blue, green, red less [103.939, 116.779, 123.68].
    ///
    /// Needs no network, so that it also serves one that was read from a file or copied, which is a plain `Model`.
    public static var preprocess: PixelScaling { rules.scaling }

    init(_ settings: BackboneSettings, file: BackboneFile? = nil, name: String? = nil) throws {
        try super.init(Self.rules, settings, file: file, name: name) { builder, input in
            try builder.vgg(input, convolutions: [2, 2, 4, 4, 4])
        }
    }
}
