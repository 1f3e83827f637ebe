import Foundation

/// MobileNet (Howard and others, 2017): 4,253,864 parameters with its top, 3,228,864 without; pictures of at least
/// 32 pixels.
public final class MobileNet: Backbone {
    /// The channels after each of the 13 blocks, and the strides.
    private static let blocks = [
        (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1), (512, 1), (512, 1),
        (1024, 2), (1024, 1),
    ]

    /// Makes the network for pictures of `[height, width, 3]`.
    ///
    /// Every layer has `alpha` times as many channels as the original, and its convolutions of single channels give
    /// `depthMultiplier` each. With the top it gives probabilities of `classes` classes, or what
    /// `classifierActivation` makes in their place, and training drops a part `dropout` of the features; without, the
    /// last picture of 1024·alpha channels, or the vector that `pooling` makes of it. ImageNet's weights are for alphas
    /// 0.25, 0.5, 0.75 and 1, and with the top for squares of 128, 160, 192 or 224 pixels; without, other pictures get
    /// those for 224. Throws `TransferError.model` if the settings contradict each other, and `TransferError.file` if
    /// the weights cannot be read.
    public convenience init(
        weights: BackboneWeights = .imagenet, includeTop: Bool = true, inputShape: [Int] = [224, 224, 3],
        pooling: BackbonePooling? = nil, classes: Int = 1000, alpha: Double = 1, depthMultiplier: Int = 1,
        dropout: Float = 1e-3, classifierActivation: ActivationFunction = .softmax, name: String? = nil
    ) throws {
        try self.init(
            BackboneSettings(
                weights: weights, includeTop: includeTop, inputShape: inputShape, pooling: pooling, classes: classes,
                classifierActivation: classifierActivation), alpha: alpha, depthMultiplier: depthMultiplier,
            dropout: dropout, name: name)
    }

    /// Turns pixels of 0...255 (red, green, blue) into pixel / 127.5 − 1.
    ///
    /// Needs no network, so that it also serves one that was read from a file or copied, which is a plain `Model`.
    public static var preprocess: PixelScaling { .tensorFlow }

    init(
        _ settings: BackboneSettings, alpha: Double = 1, depthMultiplier: Int = 1, dropout: Float = 1e-3,
        file: BackboneFile? = nil, name: String? = nil
    ) throws {
        let model = PretrainedModel.mobilenet
        let rules = BackboneRules(
            model: model, name: model.name(alpha: alpha, settings), minimumSize: 32, pretrainedSizes: model.sizes,
            scaling: .tensorFlow)
        try rules.check(alpha: alpha)
        try rules.require((1...64).contains(depthMultiplier), "a depthMultiplier from 1 to 64", depthMultiplier)
        try rules.require(
            settings.weights != .imagenet || depthMultiplier == 1, "depthMultiplier: 1 with the weights of ImageNet",
            depthMultiplier)
        try super.init(rules, settings, alpha: alpha, file: file, name: name) { builder, input in
            var x = try builder.convolution(
                input, Int(32 * alpha), 3, strides: 2, padding: .same, name: "conv1")
            x = try builder.relu6(BatchNormalization(name: "conv1_bn")(x), name: "conv1_relu")
            for (number, (filters, strides)) in zip(1..., Self.blocks) {
                if strides == 2 { x = try ZeroPadding2D(padding: ((0, 1), (0, 1)), name: "conv_pad_\(number)")(x) }
                x = try builder.depthwise(
                    x, 3, strides: strides, padding: strides == 1 ? .same : .valid, multiplier: depthMultiplier,
                    name: "conv_dw_\(number)")
                x = try BatchNormalization(name: "conv_dw_\(number)_bn")(x)
                x = try builder.relu6(x, name: "conv_dw_\(number)_relu")
                x = try builder.convolution(
                    x, Int(Double(filters) * alpha), 1, padding: .same, name: "conv_pw_\(number)")
                x = try BatchNormalization(name: "conv_pw_\(number)_bn")(x)
                x = try builder.relu6(x, name: "conv_pw_\(number)_relu")
            }
            guard settings.includeTop else { return try builder.pooled(x, namesPooling: false) }
            x = try GlobalAveragePooling2D(keepDimensions: true, name: builder.nextName("GlobalAveragePooling2D"))(x)
            x = try Dropout(dropout, name: "dropout")(x)
            x = try builder.convolution(x, settings.classes, 1, padding: .same, useBias: true, name: "conv_preds")
            x = try Reshape([settings.classes], name: "reshape_2")(x)
            return try Activation(settings.classifierActivation, name: "predictions")(x)
        }
    }
}

extension PretrainedModel {
    /// The name that Keras gives a MobileNet: `mobilenet_1.00_224`.
    func name(alpha: Double, _ settings: BackboneSettings) -> String {
        let rows = settings.inputShape.first ?? 0
        let size = settings.weights == .imagenet && !sizes.contains(rows) ? 224 : rows
        return "\(rawValue)_\(String(format: "%.2f", alpha))_\(size)"
    }
}
