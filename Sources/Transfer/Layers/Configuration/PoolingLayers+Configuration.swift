extension Pooling2D {
    var configuration: [String: JSONValue] {
        [
            "pool_size": .pair(settings.size), "strides": .pair(settings.strides), "padding": settings.padding.keras,
            "data_format": "channels_last",
        ]
    }
}

extension GlobalPooling2D {
    var configuration: [String: JSONValue] {
        ["keepdims": .boolean(keepDimensions), "data_format": "channels_last"]
    }
}

extension MaxPooling2D: ConfigurableLayer {
    static var kerasNames: [String] { ["MaxPooling2D", "MaxPool2D"] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.requireChannelsLast()
        let size = try settings.pair("pool_size", default: (2, 2))
        return MaxPooling2D(
            poolSize: size, strides: try settings.pair("strides", default: size), padding: try settings.padding(),
            name: settings.name)
    }
}

extension AveragePooling2D: ConfigurableLayer {
    static var kerasNames: [String] { ["AveragePooling2D", "AvgPool2D"] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.requireChannelsLast()
        let size = try settings.pair("pool_size", default: (2, 2))
        return AveragePooling2D(
            poolSize: size, strides: try settings.pair("strides", default: size), padding: try settings.padding(),
            name: settings.name)
    }
}

extension GlobalAveragePooling2D: ConfigurableLayer {
    static var kerasNames: [String] { ["GlobalAveragePooling2D", "GlobalAvgPool2D"] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.requireChannelsLast()
        return GlobalAveragePooling2D(
            keepDimensions: try settings.boolean("keepdims", default: false), name: settings.name)
    }
}

extension GlobalMaxPooling2D: ConfigurableLayer {
    static var kerasNames: [String] { ["GlobalMaxPooling2D", "GlobalMaxPool2D"] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.requireChannelsLast()
        return GlobalMaxPooling2D(
            keepDimensions: try settings.boolean("keepdims", default: false), name: settings.name)
    }
}
