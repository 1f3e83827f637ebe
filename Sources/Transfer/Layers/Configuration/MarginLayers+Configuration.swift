extension ZeroPadding2D: ConfigurableLayer {
    static var kerasNames: [String] { ["ZeroPadding2D"] }

    var configuration: [String: JSONValue] { ["padding": .margins(padding), "data_format": "channels_last"] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.requireChannelsLast()
        return ZeroPadding2D(padding: try settings.margins("padding"), name: settings.name)
    }
}

extension Cropping2D: ConfigurableLayer {
    static var kerasNames: [String] { ["Cropping2D"] }

    var configuration: [String: JSONValue] { ["cropping": .margins(cropping), "data_format": "channels_last"] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.requireChannelsLast()
        return Cropping2D(cropping: try settings.margins("cropping"), name: settings.name)
    }
}
