extension Flatten: ConfigurableLayer {
    static var kerasNames: [String] { ["Flatten"] }

    var configuration: [String: JSONValue] { ["data_format": "channels_last"] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.requireChannelsLast()
        return Flatten(name: settings.name)
    }
}

extension Reshape: ConfigurableLayer {
    static var kerasNames: [String] { ["Reshape"] }

    var configuration: [String: JSONValue] { ["target_shape": .array(targetShape.map { .integer($0) })] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        Reshape(try settings.integers("target_shape"), name: settings.name)
    }
}

extension Input: ConfigurableLayer {
    static var kerasNames: [String] { ["InputLayer"] }

    var configuration: [String: JSONValue] {
        [
            "batch_shape": .array([.null] + itemShape.map { .integer($0) }), "sparse": false, "ragged": false,
            "optional": false,
        ]
    }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.require("sparse", false)
        try settings.require("ragged", false)
        guard let shape = try settings.inputShape() else {
            throw settings.unsupported("batch_shape", "a shape")
        }
        return Input(shape: shape, name: settings.name)
    }
}
