/// MobileNetV2 (Sandler and others, 2018): 3,538,984 parameters with its top, 2,257,984 without; pictures of at least 32
/// pixels.
public final class MobileNetV2: Backbone {
    /// Blocks of one kind: how many, the strides of the first, and the channels after each.
    private static let stages = [
        (count: 1, strides: 1, filters: 16), (count: 2, strides: 2, filters: 24),
        (count: 3, strides: 2, filters: 32), (count: 4, strides: 2, filters: 64), (count: 3, strides: 1, filters: 96),
        (count: 3, strides: 2, filters: 160), (count: 1, strides: 1, filters: 320),
    ]

    /// Makes the network for pictures of `[height, width, 3]`.
    ///
    /// Every layer has `alpha` times as many channels as the original, rounded to a multiple of 8. With the top it
    /// gives probabilities of `classes` classes, or what `classifierActivation` makes in their place; without, the last
    /// picture of 1280 channels (1280·alpha above 1), or the vector that `pooling` makes of it. ImageNet's weights are
    /// for alphas 0.35, 0.5, 0.75, 1, 1.3 and 1.4, and with the top for squares of 96, 128, 160, 192 or 224 pixels;
    /// without, other pictures get those for 224. Throws `TransferError.model` if the settings contradict each other,
    /// and `TransferError.file` if the weights cannot be read.
    public convenience init(
        weights: BackboneWeights = .imagenet, includeTop: Bool = true, inputShape: [Int] = [224, 224, 3],
        pooling: BackbonePooling? = nil, classes: Int = 1000, alpha: Double = 1,
        classifierActivation: ActivationFunction = .softmax, name: String? = nil
    ) throws {
        try self.init(
            BackboneSettings(
                weights: weights, includeTop: includeTop, inputShape: inputShape, pooling: pooling, classes: classes,
                classifierActivation: classifierActivation), alpha: alpha, name: name)
    }

    /// Turns pixels of 0...255 (red, green, blue) into pixel / 127.5 − 1.
    ///
    /// Needs no network, so that it also serves one that was read from a file or copied, which is a plain `Model`.
    public static var preprocess: PixelScaling { .tensorFlow }

    init(_ settings: BackboneSettings, alpha: Double = 1, file: BackboneFile? = nil, name: String? = nil) throws {
        let model = PretrainedModel.mobilenetv2
        let rules = BackboneRules(
            model: model, name: model.name(alpha: alpha, settings), minimumSize: 32, pretrainedSizes: model.sizes,
            scaling: .tensorFlow)
        try rules.check(alpha: alpha)
        try super.init(rules, settings, alpha: alpha, file: file, name: name) { builder, input in
            let stem = Self.rounded(32 * alpha)
            var x = try builder.convolution(input, stem, 3, strides: 2, padding: .same, name: "Conv1")
            x = try builder.relu6(Self.normalized(x, "bn_Conv1"), name: "Conv1_relu")
            var (number, channels) = (0, stem)
            for stage in Self.stages {
                let filters = Self.rounded((Double(stage.filters) * alpha).rounded(.down))
                for repetition in 0..<stage.count {
                    let block = InvertedBlock(
                        number: number, channels: channels, strides: repetition == 0 ? stage.strides : 1,
                        filters: filters)
                    x = try block.layers(on: x, builder)
                    (number, channels) = (number + 1, filters)
                }
            }
            x = try builder.convolution(x, alpha > 1 ? Self.rounded(1280 * alpha) : 1280, 1, name: "Conv_1")
            x = try builder.relu6(Self.normalized(x, "Conv_1_bn"), name: "out_relu")
            return try builder.ending(x, namesPooling: false)
        }
    }

    /// The nearest multiple of 8, at least 8, that is no more than 10 % less.
    private static func rounded(_ channels: Double) -> Int {
        let nearest = max(8, Int(channels + 4) / 8 * 8)
        return Double(nearest) < 0.9 * channels ? nearest + 8 : nearest
    }

    fileprivate static func normalized(_ x: SymbolicTensor, _ name: String) throws -> SymbolicTensor {
        try BatchNormalization(momentum: 0.999, name: name)(x)
    }
}

/// A convolution to six times the channels, one of each channel, and one back to few, with the input added where it fits.
private struct InvertedBlock {
    let number: Int
    let channels: Int
    let strides: Int
    let filters: Int

    func layers(on input: SymbolicTensor, _ builder: BackboneBuilder) throws -> SymbolicTensor {
        let name = number == 0 ? "expanded_conv" : "block_\(number)"
        func normalized(_ x: SymbolicTensor, _ part: String) throws -> SymbolicTensor {
            try MobileNetV2.normalized(x, "\(name)_\(part)_BN")
        }
        var x = input
        if number > 0 {
            x = try builder.convolution(x, 6 * channels, 1, padding: .same, name: "\(name)_expand")
            x = try builder.relu6(normalized(x, "expand"), name: "\(name)_expand_relu")
        }
        if strides == 2 {
            // A picture of odd height gets a row above too.
            let (top, left) = (x.itemShape[0] % 2, x.itemShape[1] % 2)
            x = try ZeroPadding2D(padding: ((top, 1), (left, 1)), name: "\(name)_pad")(x)
        }
        x = try builder.depthwise(
            x, 3, strides: strides, padding: strides == 1 ? .same : .valid, name: "\(name)_depthwise")
        x = try builder.relu6(normalized(x, "depthwise"), name: "\(name)_depthwise_relu")
        x = try builder.convolution(x, filters, 1, padding: .same, name: "\(name)_project")
        x = try normalized(x, "project")
        return strides == 1 && channels == filters ? try Add(name: "\(name)_add")([input, x]) : x
    }
}
