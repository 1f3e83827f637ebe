extension SeparableConv2D: ConfigurableLayer {
    static var kerasNames: [String] { ["SeparableConv2D", "SeparableConvolution2D"] }

    var configuration: [String: JSONValue] {
        settings.configuration + ["filters": .integer(filters), "depth_multiplier": .integer(depthMultiplier)]
            + WeightSettings(
                activation: activation, useBias: useBias,
                weights: [
                    ("depthwise", initializers.depthwise, regularizers[0]),
                    ("pointwise", initializers.pointwise, regularizers[1]), ("bias", initializers.bias, regularizers[2]),
                ]
            ).configuration + ["activity_regularizer": nil]
    }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.requireChannelsLast()
        settings.noteWeightSettings(["depthwise", "pointwise", "bias"])
        return SeparableConv2D(
            try settings.integer("filters"), kernelSize: try settings.pair("kernel_size"),
            strides: try settings.pair("strides", default: (1, 1)), padding: try settings.padding(),
            dilationRate: try settings.pair("dilation_rate", default: (1, 1)),
            depthMultiplier: try settings.integer("depth_multiplier", default: 1),
            activation: try settings.activation(), useBias: try settings.boolean("use_bias", default: true),
            depthwiseInitializer: settings.initializer("depthwise_initializer", default: .glorotUniform),
            pointwiseInitializer: settings.initializer("pointwise_initializer", default: .glorotUniform),
            biasInitializer: settings.initializer("bias_initializer", default: .zeros),
            depthwiseRegularizer: settings.regularizer("depthwise_regularizer"),
            pointwiseRegularizer: settings.regularizer("pointwise_regularizer"),
            biasRegularizer: settings.regularizer("bias_regularizer"), name: settings.name)
    }
}
