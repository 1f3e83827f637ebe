extension Activation: ConfigurableLayer {
    static var kerasNames: [String] { ["Activation"] }

    var configuration: [String: JSONValue] { ["activation": function.kerasName] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        Activation(try settings.activation(), name: settings.name)
    }
}

extension Softmax: ConfigurableLayer {
    static var kerasNames: [String] { ["Softmax"] }

    var configuration: [String: JSONValue] { ["axis": .integer(axis)] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        let layer = Softmax(name: settings.name)
        layer.axis = try settings.axis()
        return layer
    }
}

extension ReLU: ConfigurableLayer {
    static var kerasNames: [String] { ["ReLU"] }

    var configuration: [String: JSONValue] {
        [
            "max_value": maxValue.map { .float($0) } ?? .null, "negative_slope": .float(negativeSlope),
            "threshold": .float(threshold),
        ]
    }

    static func make(_ settings: LayerSettings) throws -> Layer {
        ReLU(
            maxValue: settings.values["max_value"] == nil ? nil : try settings.float("max_value"),
            negativeSlope: try settings.float("negative_slope", default: 0),
            threshold: try settings.float("threshold", default: 0), name: settings.name)
    }
}

extension LeakyReLU: ConfigurableLayer {
    static var kerasNames: [String] { ["LeakyReLU"] }

    var configuration: [String: JSONValue] { ["negative_slope": .float(negativeSlope)] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        // Keras 2 calls the slope alpha.
        let name = settings.values["negative_slope"] == nil ? "alpha" : "negative_slope"
        return LeakyReLU(negativeSlope: try settings.float(name, default: 0.3), name: settings.name)
    }
}

extension ELU: ConfigurableLayer {
    static var kerasNames: [String] { ["ELU"] }

    var configuration: [String: JSONValue] { ["alpha": .float(alpha)] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        ELU(alpha: try settings.float("alpha", default: 1), name: settings.name)
    }
}
