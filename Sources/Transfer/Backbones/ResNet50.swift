/// A residual network of 50 layers (He and others, 2015): 25,636,712 parameters with its top, 23,587,712 without;
/// pictures of at least 32 pixels, best at 224.
public final class ResNet50: Backbone {
    private static let rules = BackboneRules(
        model: .resnet50, name: "resnet50", minimumSize: 32, pretrainedSizes: [224], scaling: .caffe)

    /// Whether the normalizations are those of the first release's file.
    private let isOfFirstRelease: Bool

    /// Makes the network for pictures of `[height, width, 3]`.
    ///
    /// With the top it gives probabilities of `classes` classes, or what `classifierActivation` makes in their place;
    /// without, the last picture of 2048 channels, or the vector that `pooling` makes of it. Two files of weights bear
    /// one name: the newer, and that of Keras up to 2.2, whose normalizations add 0.001 to the variance where the newer
    /// ones add 0.00001001; the network is made as its file needs it. Throws `TransferError.model` if the settings
    /// contradict each other, and `TransferError.file` if the weights cannot be read.
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

    init(_ settings: BackboneSettings, file given: BackboneFile? = nil, name: String? = nil) throws {
        let rules = Self.rules
        try rules.check(settings)
        let file = try given ?? BackboneFile(rules.model, settings)
        isOfFirstRelease = file.map { Self.isOfFirstRelease($0.contents.layers.map(\.name)) } ?? false
        let epsilon: Float = isOfFirstRelease ? 1e-3 : 1.001e-5
        try super.init(rules, settings, file: file, name: name) { builder, input in
            var x = try ZeroPadding2D(padding: 3, name: "conv1_pad")(input)
            x = try builder.convolution(x, 64, 7, strides: 2, useBias: true, name: "conv1_conv")
            x = try BatchNormalization(epsilon: epsilon, name: "conv1_bn")(x)
            x = try Activation(.relu, name: "conv1_relu")(x)
            x = try ZeroPadding2D(padding: 1, name: "pool1_pad")(x)
            x = try MaxPooling2D(poolSize: 3, strides: 2, name: "pool1_pool")(x)
            for (stage, count) in zip(2..., [3, 4, 6, 3]) {
                for number in 1...count {
                    let block = ResidualBlock(
                        name: "conv\(stage)_block\(number)", filters: 64 << (stage - 2),
                        strides: stage > 2 && number == 1 ? 2 : 1, hasShortcut: number == 1, epsilon: epsilon)
                    x = try block.layers(on: x, builder)
                }
            }
            return try builder.ending(x, namesPooling: true)
        }
    }

    override class var isChain: Bool { false }

    private static func isOfFirstRelease(_ names: [String]) -> Bool { names.contains("bn_conv1") }

    override func translated(_ file: any WeightsFile) throws -> any WeightsFile {
        let names = file.layers.map(\.name)
        let isOther = isOfFirstRelease ? names.contains("conv1_bn") : Self.isOfFirstRelease(names)
        guard !isOther else {
            throw TransferError.model(
                .invalidBackbone(
                    model: name,
                    expected:
                        "weights: .file(path) where it is made, for this file's normalizations are of another kind",
                    received: "the file later"))
        }
        return try super.translated(file)
    }

    /// The first release called its layers `res2a_branch2a` and `bn2a_branch2a`: stage, block, and branch, of which 1 is
    /// the shortcut.
    override class func layerNames(inFile names: [String]) -> [String: String] {
        guard isOfFirstRelease(names) else { return [:] }
        var translation = ["conv1": "conv1_conv", "bn_conv1": "conv1_bn", "fc1000": "predictions"]
        let branches = ["1": 0, "2a": 1, "2b": 2, "2c": 3]
        for (stage, count) in zip(2..., [3, 4, 6, 3]) {
            for (number, letter) in zip(1...count, "abcdef") {
                for (branch, part) in branches {
                    let new = "conv\(stage)_block\(number)_\(part)"
                    translation["res\(stage)\(letter)_branch\(branch)"] = "\(new)_conv"
                    translation["bn\(stage)\(letter)_branch\(branch)"] = "\(new)_bn"
                }
            }
        }
        return translation
    }
}

/// Three convolutions and the input added to their result, convolved too where its shape would not fit.
private struct ResidualBlock {
    let name: String
    let filters: Int
    let strides: Int
    let hasShortcut: Bool
    let epsilon: Float

    func layers(on input: SymbolicTensor, _ builder: BackboneBuilder) throws -> SymbolicTensor {
        func unit(
            _ x: SymbolicTensor, _ part: Int, _ filters: Int, _ size: Int, strides: Int = 1,
            padding: WindowPadding = .valid
        ) throws -> SymbolicTensor {
            let x = try builder.convolution(
                x, filters, size, strides: strides, padding: padding, useBias: true, name: "\(name)_\(part)_conv")
            return try BatchNormalization(epsilon: epsilon, name: "\(name)_\(part)_bn")(x)
        }
        func relu(_ x: SymbolicTensor, _ part: String) throws -> SymbolicTensor {
            try Activation(.relu, name: "\(name)_\(part)")(x)
        }
        let shortcut = hasShortcut ? try unit(input, 0, 4 * filters, 1, strides: strides) : input
        var x = try relu(unit(input, 1, filters, 1, strides: strides), "1_relu")
        x = try relu(unit(x, 2, filters, 3, padding: .same), "2_relu")
        x = try unit(x, 3, 4 * filters, 1)
        return try relu(Add(name: "\(name)_add")([shortcut, x]), "out")
    }
}
