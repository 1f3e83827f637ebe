extension Dense: ConfigurableLayer {
    static var kerasNames: [String] { ["Dense"] }

    var configuration: [String: JSONValue] {
        ["units": .integer(units), "quantization_config": nil]
            + WeightSettings(
                activation: activation, useBias: useBias,
                weights: [
                    ("kernel", kernelInitializer, regularizers[0]), ("bias", biasInitializer, regularizers[1]),
                ]
            ).configuration
    }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.require("lora_rank", nil)
        settings.noteWeightSettings(["kernel", "bias"])
        return Dense(
            try settings.integer("units"), activation: try settings.activation(),
            useBias: try settings.boolean("use_bias", default: true),
            kernelInitializer: settings.initializer("kernel_initializer", default: .glorotUniform),
            biasInitializer: settings.initializer("bias_initializer", default: .zeros),
            kernelRegularizer: settings.regularizer("kernel_regularizer"),
            biasRegularizer: settings.regularizer("bias_regularizer"), name: settings.name)
    }
}
