/// EfficientNet-Lite0 (Tan and Le 2019, in the variant for phones without squeeze-and-excitation), 4,694,024
/// parameters with its top; pictures of at least 32 pixels, best at 224.
public final class EfficientNetLite0: Backbone {
    /// One stage of blocks of a kind.
    private struct Stage {
        let repeats, kernel, stride, expansion, filters: Int
    }

    private static let stages = [
        Stage(repeats: 1, kernel: 3, stride: 1, expansion: 1, filters: 16),
        Stage(repeats: 2, kernel: 3, stride: 2, expansion: 6, filters: 24),
        Stage(repeats: 2, kernel: 5, stride: 2, expansion: 6, filters: 40),
        Stage(repeats: 3, kernel: 3, stride: 2, expansion: 6, filters: 80),
        Stage(repeats: 3, kernel: 5, stride: 1, expansion: 6, filters: 112),
        Stage(repeats: 4, kernel: 5, stride: 2, expansion: 6, filters: 192),
        Stage(repeats: 1, kernel: 3, stride: 1, expansion: 6, filters: 320),
    ]

    private static let rules = BackboneRules(
        model: .efficientnetlite0, name: "efficientnetlite0", minimumSize: 32, pretrainedSizes: nil, scaling: .lite)

    /// Makes the network for pictures of `[height, width, 3]`.
    ///
    /// With the top it gives probabilities of `classes` classes, or what `classifierActivation` makes in their place;
    /// without, the last picture of 1280 channels, or the vector that `pooling` makes of it. Throws
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

    /// Turns pixels of 0...255 (red, green, blue) into (pixel − 127) / 128.
    ///
    /// Needs no network, so that it also serves one that was read from a file or copied, which is a plain `Model`.
    public static var preprocess: PixelScaling { rules.scaling }

    init(_ settings: BackboneSettings, file: BackboneFile? = nil, name: String? = nil) throws {
        try super.init(Self.rules, settings, file: file, name: name) { builder, input in
            var x = try Self.convolution(input, 32, 3, strides: 2, name: "stem_conv", builder)
            x = try builder.relu6(BatchNormalization(name: "stem_bn")(x), name: "stem_activation")
            var channels = 32
            for (number, stage) in zip(1..., Self.stages) {
                for (repetition, letter) in "abcd".prefix(stage.repeats).enumerated() {
                    x = try Self.block(
                        x, "block\(number)\(letter)", stage, channels: channels,
                        strides: repetition == 0 ? stage.stride : 1, builder)
                    channels = stage.filters
                }
            }
            x = try Self.convolution(x, 1280, 1, name: "top_conv", builder)
            x = try builder.relu6(BatchNormalization(name: "top_bn")(x), name: "top_activation")
            return try builder.ending(x, namesPooling: true)
        }
    }

    private static func block(
        _ input: SymbolicTensor, _ name: String, _ stage: Stage, channels: Int, strides: Int, _ builder: BackboneBuilder
    ) throws -> SymbolicTensor {
        var x = input
        if stage.expansion != 1 {
            x = try convolution(x, channels * stage.expansion, 1, name: "\(name)_expand_conv", builder)
            x = try BatchNormalization(name: "\(name)_expand_bn")(x)
            x = try builder.relu6(x, name: "\(name)_expand_activation")
        }
        x = try builder.depthwise(
            x, stage.kernel, strides: strides, padding: .same, initializer: .heNormalFanOut, name: "\(name)_dwconv")
        x = try builder.relu6(BatchNormalization(name: "\(name)_bn")(x), name: "\(name)_activation")
        x = try convolution(x, stage.filters, 1, name: "\(name)_project_conv", builder)
        x = try BatchNormalization(name: "\(name)_project_bn")(x)
        return strides == 1 && channels == stage.filters ? try Add(name: "\(name)_add")([x, input]) : x
    }

    private static func convolution(
        _ x: SymbolicTensor, _ filters: Int, _ size: Int, strides: Int = 1, name: String, _ builder: BackboneBuilder
    ) throws -> SymbolicTensor {
        try builder.convolution(
            x, filters, size, strides: strides, padding: .same, initializer: .heNormalFanOut, name: name)
    }
}
