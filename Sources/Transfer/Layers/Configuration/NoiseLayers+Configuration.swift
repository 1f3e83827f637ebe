extension Dropout: ConfigurableLayer {
    static var kerasNames: [String] { ["Dropout"] }

    var configuration: [String: JSONValue] { ["rate": .float(rate), "noise_shape": nil, "seed": nil] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        settings.noteUnsupported(["noise_shape"])
        return Dropout(try settings.float("rate"), name: settings.name)
    }
}

extension SpatialDropout2D: ConfigurableLayer {
    static var kerasNames: [String] { ["SpatialDropout2D"] }

    var configuration: [String: JSONValue] { ["rate": .float(rate), "data_format": "channels_last", "seed": nil] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.requireChannelsLast()
        return SpatialDropout2D(try settings.float("rate"), name: settings.name)
    }
}

extension GaussianNoise: ConfigurableLayer {
    static var kerasNames: [String] { ["GaussianNoise"] }

    var configuration: [String: JSONValue] { ["stddev": .float(stddev), "seed": nil] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        GaussianNoise(try settings.float("stddev"), name: settings.name)
    }
}
