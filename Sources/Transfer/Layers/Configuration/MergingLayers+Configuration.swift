extension Add: ConfigurableLayer {
    static var kerasNames: [String] { ["Add"] }

    var configuration: [String: JSONValue] { [:] }

    static func make(_ settings: LayerSettings) throws -> Layer { Add(name: settings.name) }
}

extension Multiply: ConfigurableLayer {
    static var kerasNames: [String] { ["Multiply"] }

    var configuration: [String: JSONValue] { [:] }

    static func make(_ settings: LayerSettings) throws -> Layer { Multiply(name: settings.name) }
}

extension Concatenate: ConfigurableLayer {
    static var kerasNames: [String] { ["Concatenate"] }

    var configuration: [String: JSONValue] { ["axis": .integer(axis)] }

    static func make(_ settings: LayerSettings) throws -> Layer {
        Concatenate(axis: try settings.axis(), name: settings.name)
    }
}
