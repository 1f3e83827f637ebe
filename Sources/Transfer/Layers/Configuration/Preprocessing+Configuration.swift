extension Normalization: ConfigurableLayer {
    static var kerasNames: [String] { ["Normalization"] }

    var configuration: [String: JSONValue] {
        func list(_ values: [Float]?) -> JSONValue { values.map { .array($0.map { .float($0) }) } ?? .null }
        return [
            "axis": [.integer(axis)], "invert": false, "mean": list(given?.mean), "variance": list(given?.variance),
        ]
    }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.require("invert", false)
        let layer =
            if let mean = settings.values["mean"], let variance = settings.values["variance"] {
                Normalization(mean: mean.numbers, variance: variance.numbers, name: settings.name)
            } else {
                Normalization(name: settings.name)
            }
        layer.axis = try settings.axis()
        return layer
    }
}

extension JSONValue {
    /// All numbers within, whatever lies around them.
    fileprivate var numbers: [Float] { double.map { [Float($0)] } ?? array?.flatMap(\.numbers) ?? [] }
}

extension Rescaling: ConfigurableLayer {
    static var kerasNames: [String] { ["Rescaling"] }

    var configuration: [String: JSONValue] { ["scale": .float(scale), "offset": .float(offset)] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        Rescaling(
            try settings.float("scale"), offset: try settings.float("offset", default: 0), name: settings.name)
    }
}

extension Resizing: ConfigurableLayer {
    static var kerasNames: [String] { ["Resizing"] }

    var configuration: [String: JSONValue] {
        [
            "height": .integer(height), "width": .integer(width), "interpolation": .string(interpolation.rawValue),
            "antialias": false, "crop_to_aspect_ratio": false, "pad_to_aspect_ratio": false, "fill_mode": "constant",
            "fill_value": 0.0, "data_format": "channels_last",
        ]
    }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.requireChannelsLast()
        for setting in ["antialias", "crop_to_aspect_ratio", "pad_to_aspect_ratio"] {
            try settings.require(setting, false)
        }
        return Resizing(
            height: try settings.integer("height"), width: try settings.integer("width"),
            interpolation: try settings.interpolation(default: .bilinear), name: settings.name)
    }
}

extension UpSampling2D: ConfigurableLayer {
    static var kerasNames: [String] { ["UpSampling2D"] }

    var configuration: [String: JSONValue] {
        [
            "size": [.integer(size.0), .integer(size.1)], "interpolation": .string(interpolation.rawValue),
            "data_format": "channels_last",
        ]
    }

    static func make(_ settings: LayerSettings) throws -> Layer {
        try settings.requireChannelsLast()
        return UpSampling2D(
            size: try settings.pair("size", default: (2, 2)),
            interpolation: try settings.interpolation(default: .nearest), name: settings.name)
    }
}
