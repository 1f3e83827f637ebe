import Foundation

/// One of Keras' files of pretrained weights.
package struct PretrainedFile: Hashable, Sendable {
    /// The network.
    package let model: PretrainedModel
    /// The width multiplier; 1 but for the MobileNets.
    package let alpha: Double
    /// The picture size that the weights were trained for, in pixels; nil where one file serves all sizes.
    package let size: Int?
    /// Whether the file holds the layers that tell ImageNet's 1000 classes apart.
    package let includesTop: Bool

    /// Describes a variant; use `PretrainedWeights.file` to be told about variants that do not exist.
    init(model: PretrainedModel, alpha: Double = 1, size: Int? = nil, includesTop: Bool) {
        self.model = model
        self.alpha = alpha
        self.size = size
        // The one file of the network that comes along serves both.
        self.includesTop = includesTop || model == .efficientnetlite0
    }

    /// The name that Keras gives the file.
    package var fileName: String {
        let top = includesTop ? "" : "_notop"
        switch model {
        case .vgg16, .vgg19, .resnet50: return "\(model)_weights_tf_dim_ordering_tf_kernels\(top).h5"
        case .inceptionv3: return "inception_v3_weights_tf_dim_ordering_tf_kernels\(top).h5"
        case .mobilenet:
            let width = [0.25: "2_5", 0.5: "5_0", 0.75: "7_5"][alpha, default: "1_0"]
            return "mobilenet_\(width)_\(size ?? 224)_tf\(includesTop ? "" : "_no_top").h5"
        case .mobilenetv2:
            let suffix = includesTop ? "" : "_no_top"
            return "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_\(alpha)_\(size ?? 224)\(suffix).h5"
        case .efficientnetlite0: return "efficientnetlite0_weights.h5"
        }
    }

    /// Where Keras gets the file from; nil for the network that comes along.
    package var address: String? { model.address.map { $0 + fileName } }

    /// The MD5 that Keras demands, in hexadecimal; nil for the MobileNets, of which Keras checks none.
    package var md5: String? {
        switch (model, includesTop) {
        case (.vgg16, true): "64373286793e3c8b2b4e3219cbf3544b"
        case (.vgg16, false): "6d6bbae143d832006294945121d1f1fc"
        case (.vgg19, true): "cbe5617147190e668d6c5d5026f83318"
        case (.vgg19, false): "253f8cb515780f3b799900260a226db6"
        case (.resnet50, true): "2cb95161c43110f7111970584f804107"
        case (.resnet50, false): "4d473c1dd8becc155b73f8504c6f6626"
        case (.inceptionv3, true): "9a0d58056eeedaa3f26cb7ebd46da564"
        case (.inceptionv3, false): "bcbd6486424b2319ff4ef7d526e38f63"
        case (.mobilenet, _), (.mobilenetv2, _): nil
        case (.efficientnetlite0, _): "3028a0289105f9a20ecfcb525731eb87"
        }
    }

    /// The size in bytes, where it is known.
    package var byteCount: Int? {
        switch (model, includesTop) {
        case (.vgg16, true): 553_467_096
        case (.vgg16, false): 58_889_256
        case (.vgg19, true): 574_710_816
        case (.vgg19, false): 80_134_624
        case (.resnet50, true): 102_967_424
        case (.resnet50, false): 94_765_736
        case (.inceptionv3, true): 96_112_376
        case (.inceptionv3, false): 87_910_968
        case (.mobilenet, _): alpha == 1 && size == 224 ? 17_225_924 : nil
        case (.mobilenetv2, true): alpha == 1 && size == 224 ? 14_536_120 : nil
        case (.mobilenetv2, false): alpha == 1 && size == 224 ? 9_406_464 : nil
        case (.efficientnetlite0, _): 19_143_392
        }
    }

    /// The number of weights; those of normalization's means and variances included.
    package var parameterCount: Int {
        let (withTop, without) =
            switch (model, alpha) {
            case (.vgg16, _): (138_357_544, 14_714_688)
            case (.vgg19, _): (143_667_240, 20_024_384)
            case (.resnet50, _): (25_636_712, 23_587_712)
            case (.inceptionv3, _): (23_851_784, 21_802_784)
            case (.mobilenet, 0.25): (475_544, 218_544)
            case (.mobilenet, 0.5): (1_342_536, 829_536)
            case (.mobilenet, 0.75): (2_601_976, 1_832_976)
            case (.mobilenet, _): (4_253_864, 3_228_864)
            case (.mobilenetv2, 0.35): (1_691_208, 410_208)
            case (.mobilenetv2, 0.5): (1_987_224, 706_224)
            case (.mobilenetv2, 0.75): (2_663_064, 1_382_064)
            case (.mobilenetv2, 1.3): (5_431_048, 3_766_048)
            case (.mobilenetv2, 1.4): (6_156_712, 4_363_712)
            case (.mobilenetv2, _): (3_538_984, 2_257_984)
            case (.efficientnetlite0, _): (4_694_024, 3_413_024)
            }
        return includesTop ? withTop : without
    }

    /// Whether this is the variant that a network has unless told otherwise: full width, for 224 pixels.
    package var isUsual: Bool { alpha == 1 && (size ?? 224) == 224 }

    /// The variant in words: `no top`, `top, alpha 0.5, 128 px`; silent about what is usual.
    package var variant: String {
        var words = [includesTop ? (model == .efficientnetlite0 ? "top and no top" : "top") : "no top"]
        if alpha != 1 { words.append("alpha \(alpha)") }
        if let size, size != 224 { words.append("\(size) px") }
        return words.joined(separator: ", ")
    }

    /// The words after `lesson weights fetch` that name this file.
    package var arguments: String {
        var words = [model.rawValue]
        if includesTop, model != .efficientnetlite0 { words.append("--include-top") }
        if alpha != 1 { words.append("--alpha \(alpha)") }
        if let size, size != 224 { words.append("--size \(size)") }
        return words.joined(separator: " ")
    }
}
