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

    /// Makes the network for pictures of `[height, width, 3]`.
    ///
    /// With the top it gives probabilities of `classes` classes; without, the last picture of 1280 channels, or the
    /// vector that `pooling` makes of it. Throws `TransferError.model` if the settings contradict each other, and
    /// `TransferError.file` if the weights cannot be read.
    public init(
        weights: BackboneWeights = .imagenet, includeTop: Bool = true, inputShape: [Int] = [224, 224, 3],
        pooling: BackbonePooling? = nil, classes: Int = 1000, name: String? = nil
    ) throws {
        let model = "EfficientNetLite0"
        guard inputShape.count == 3, inputShape[2] == 3, inputShape[0] >= 32, inputShape[1] >= 32 else {
            throw TransferError.model(
                .invalidBackbone(
                    model: model, expected: "an inputShape [height, width, 3] of at least 32 pixels",
                    received: "\(inputShape)"))
        }
        guard !(includeTop && weights == .imagenet && classes != 1000) else {
            throw TransferError.model(
                .invalidBackbone(
                    model: model, expected: "classes: 1000 with the weights of ImageNet and the top",
                    received: "\(classes)"))
        }
        let path: String? =
            switch weights {
            case .imagenet: try Resources.path("efficientnetlite0_weights.h5")
            case .file(let path): path
            case .none: nil
            }
        try super.init(
            network: { name in
                let input = Input(shape: inputShape)
                let output = try Self.layers(
                    on: input.symbolicTensor, includeTop: includeTop, pooling: pooling, classes: classes,
                    isLoaded: path != nil)
                return try Network(inputs: [input.symbolicTensor], outputs: [output], model: name)
            }, name: name ?? "efficientnetlite0", kind: "Functional")
        if let path { try setWeights(from: WeightsSource.open(path), path: path) }
    }

    /// (pixels − 127) / 128.
    public override func preprocess(_ pixels: Tensor) -> Tensor {
        pixels.map { ($0 - 127) / 128 }
    }

    private static func layers(
        on input: SymbolicTensor, includeTop: Bool, pooling: BackbonePooling?, classes: Int, isLoaded: Bool
    ) throws -> SymbolicTensor {
        // Weights that a file replaces need no random numbers.
        let initializer: Initializer = isLoaded ? .zeros : .heNormalFanOut
        func convolution(_ x: SymbolicTensor, _ filters: Int, _ size: Int, _ stride: Int, _ name: String) throws
            -> SymbolicTensor
        {
            try Conv2D(
                filters, kernelSize: size, strides: stride, padding: .same, useBias: false,
                kernelInitializer: initializer, name: name)(x)
        }
        func normalization(_ x: SymbolicTensor, _ name: String) throws -> SymbolicTensor {
            try BatchNormalization(name: name)(x)
        }
        func activation(_ x: SymbolicTensor, _ name: String) throws -> SymbolicTensor {
            try ReLU(maxValue: 6, name: name)(x)
        }
        var x = try convolution(input, 32, 3, 2, "stem_conv")
        x = try activation(normalization(x, "stem_bn"), "stem_activation")
        var channels = 32
        for (number, stage) in stages.enumerated() {
            for (repetition, letter) in "abcd".prefix(stage.repeats).enumerated() {
                let name = "block\(number + 1)\(letter)"
                let (start, stride) = (x, repetition == 0 ? stage.stride : 1)
                if stage.expansion != 1 {
                    x = try convolution(x, channels * stage.expansion, 1, 1, "\(name)_expand_conv")
                    x = try activation(normalization(x, "\(name)_expand_bn"), "\(name)_expand_activation")
                }
                x = try DepthwiseConv2D(
                    kernelSize: stage.kernel, strides: stride, padding: .same, useBias: false,
                    depthwiseInitializer: initializer, name: "\(name)_dwconv")(x)
                x = try activation(normalization(x, "\(name)_bn"), "\(name)_activation")
                x = try convolution(x, stage.filters, 1, 1, "\(name)_project_conv")
                x = try normalization(x, "\(name)_project_bn")
                if stride == 1 && channels == stage.filters { x = try Add(name: "\(name)_add")([x, start]) }
                channels = stage.filters
            }
        }
        x = try convolution(x, 1280, 1, 1, "top_conv")
        x = try activation(normalization(x, "top_bn"), "top_activation")
        if includeTop {
            x = try GlobalAveragePooling2D(name: "avg_pool")(x)
            return try Dense(
                classes, activation: .softmax, kernelInitializer: isLoaded ? .zeros : .glorotUniform,
                name: "predictions")(x)
        }
        return switch pooling {
        case .avg: try GlobalAveragePooling2D(name: "avg_pool")(x)
        case .max: try GlobalMaxPooling2D(name: "max_pool")(x)
        case nil: x
        }
    }
}
