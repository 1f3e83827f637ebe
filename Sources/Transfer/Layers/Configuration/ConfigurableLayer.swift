/// A layer that Keras' files describe by its settings.
protocol ConfigurableLayer: Layer {
    /// The names that Keras has or had for the class, today's first.
    static var kerasNames: [String] { get }
    /// What Keras' `get_config()` gives besides the name, `trainable` and `dtype`.
    var configuration: [String: JSONValue] { get }
    /// Makes the layer that such settings describe.
    ///
    /// Throws `TransferError.savedModel` for settings that the engine cannot follow.
    static func make(_ settings: LayerSettings) throws -> Layer
}

/// The kinds of layers that files can hold.
enum LayerKinds {
    private static let all: [any ConfigurableLayer.Type] = [
        Activation.self, Add.self, AveragePooling2D.self, BatchNormalization.self, Concatenate.self, Conv2D.self,
        Conv2DTranspose.self, Cropping2D.self, Dense.self, DepthwiseConv2D.self, Dropout.self, ELU.self, Flatten.self,
        GaussianNoise.self, GlobalAveragePooling2D.self, GlobalMaxPooling2D.self, Input.self, LeakyReLU.self,
        MaxPooling2D.self, Multiply.self, Normalization.self, ReLU.self, Rescaling.self, Reshape.self, Resizing.self,
        SeparableConv2D.self, Softmax.self, SpatialDropout2D.self, UpSampling2D.self, ZeroPadding2D.self,
    ]

    private static let byName = Dictionary(
        all.flatMap { type in type.kerasNames.map { ($0, type) } }, uniquingKeysWith: { first, _ in first })

    /// Makes the layer of a kind that settings describe.
    ///
    /// Throws `TransferError.savedModel` for an unknown kind, and for settings that the engine cannot follow.
    static func make(_ settings: LayerSettings) throws -> Layer {
        guard let type = byName[settings.kind] else {
            throw TransferError.savedModel(
                .unknownLayer(
                    layer: settings.name, kind: settings.kind,
                    nearest: Words.suggestion(for: settings.kind, among: byName.keys.sorted())))
        }
        try settings.checkType()
        let layer = try type.make(settings)
        layer.trainable = try settings.boolean("trainable", default: true)
        return layer
    }
}
