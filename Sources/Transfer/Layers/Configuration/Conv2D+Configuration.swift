extension Conv2D: ConfigurableLayer {
    static var kerasNames: [String] { ["Conv2D", "Convolution2D"] }

    var configuration: [String: JSONValue] {
        settings.configuration + ["filters": .integer(filters), "groups": .integer(groups)]
            + WeightSettings(
                activation: activation, useBias: useBias,
                weights: [
                    ("kernel", kernelInitializer, regularizers[0]), ("bias", biasInitializer, regularizers[1]),
                ]
            ).configuration + ["activity_regularizer": nil]
    }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.requireChannelsLast()
        settings.noteWeightSettings(["kernel", "bias"])
        return Conv2D(
            try settings.integer("filters"), kernelSize: try settings.pair("kernel_size"),
            strides: try settings.pair("strides", default: (1, 1)), padding: try settings.padding(),
            dilationRate: try settings.pair("dilation_rate", default: (1, 1)),
            groups: try settings.integer("groups", default: 1), activation: try settings.activation(),
            useBias: try settings.boolean("use_bias", default: true),
            kernelInitializer: settings.initializer("kernel_initializer", default: .glorotUniform),
            biasInitializer: settings.initializer("bias_initializer", default: .zeros),
            kernelRegularizer: settings.regularizer("kernel_regularizer"),
            biasRegularizer: settings.regularizer("bias_regularizer"), name: settings.name)
    }
}
