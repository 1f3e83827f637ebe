extension Initializer {
    private static let named: [(name: String, initializer: Initializer)] = [
        ("Zeros", .zeros), ("Ones", .ones), ("GlorotUniform", .glorotUniform), ("GlorotNormal", .glorotNormal),
        ("HeUniform", .heUniform), ("HeNormal", .heNormal), ("LecunUniform", .lecunUniform),
        ("LecunNormal", .lecunNormal),
    ]
    /// What Keras 2 wrote for the named ones.
    private static let scalings: [(scaling: Initializer, initializer: Initializer)] = [
        (.varianceScaling(scale: 1, fan: .average, distribution: .uniform), .glorotUniform),
        (.varianceScaling(scale: 1, fan: .average, distribution: .truncatedNormal), .glorotNormal),
        (.varianceScaling(scale: 2, fan: .input, distribution: .uniform), .heUniform),
        (.varianceScaling(scale: 2, fan: .input, distribution: .truncatedNormal), .heNormal),
        (.varianceScaling(scale: 2, fan: .output, distribution: .truncatedNormal), .heNormalFanOut),
        (.varianceScaling(scale: 1, fan: .input, distribution: .uniform), .lecunUniform),
        (.varianceScaling(scale: 1, fan: .input, distribution: .truncatedNormal), .lecunNormal),
    ]

    /// The initializer that a file names or describes; nil if there is none such here.
    init?(keras value: JSONValue) {
        // Both `glorot_uniform` and `GlorotUniform` are in use.
        let name = (value.string ?? value["class_name"]?.string ?? "").filter { $0 != "_" }.lowercased()
        let settings = value["config"] ?? [:]
        func number(_ key: String, _ standard: Float) -> Float { settings[key]?.double.map { Float($0) } ?? standard }
        if let found = Self.named.first(where: { $0.name.lowercased() == name }) {
            self = found.initializer
            return
        }
        switch name {
        case "constant": self = .constant(number("value", 0))
        case "randomuniform", "uniform":
            self = .randomUniform(minimum: number("minval", -0.05), maximum: number("maxval", 0.05))
        case "randomnormal", "normal": self = .randomNormal(mean: number("mean", 0), deviation: number("stddev", 0.05))
        case "truncatednormal":
            self = .truncatedNormal(mean: number("mean", 0), deviation: number("stddev", 0.05))
        case "variancescaling":
            guard let fan = Fan(rawValue: settings["mode"]?.string ?? "fan_in"),
                let distribution = Self.distribution(settings["distribution"]?.string)
            else { return nil }
            let scaling = Initializer.varianceScaling(
                scale: number("scale", 1), fan: fan, distribution: distribution)
            self = Self.scalings.first { $0.scaling == scaling }?.initializer ?? scaling
        default: return nil
        }
    }

    private static func distribution(_ name: String?) -> Distribution? {
        name == nil || name == "normal" ? .truncatedNormal : name.flatMap(Distribution.init)
    }

    /// The object in Keras' files.
    var kerasObject: JSONValue {
        let (name, settings) = describedByKeras
        return KerasObject(module: "keras.initializers", className: name, config: settings).json
    }

    private var describedByKeras: (String, [String: JSONValue]) {
        let axes: [String: JSONValue] = ["input_axes": nil, "output_axes": nil, "seed": nil]
        switch self {
        case .zeros: return ("Zeros", [:])
        case .ones: return ("Ones", [:])
        case .constant(let value): return ("Constant", ["value": .float(value)])
        case .randomUniform(let minimum, let maximum):
            return ("RandomUniform", ["minval": .float(minimum), "maxval": .float(maximum), "seed": nil])
        case .randomNormal(let mean, let deviation):
            return ("RandomNormal", ["mean": .float(mean), "stddev": .float(deviation), "seed": nil])
        case .truncatedNormal(let mean, let deviation):
            return ("TruncatedNormal", ["mean": .float(mean), "stddev": .float(deviation), "seed": nil])
        case .heNormalFanOut:
            return Initializer.varianceScaling(scale: 2, fan: .output, distribution: .truncatedNormal).describedByKeras
        case .varianceScaling(let scale, let fan, let distribution):
            let own: [String: JSONValue] = [
                "scale": .float(scale), "mode": .string(fan.rawValue), "distribution": .string(distribution.rawValue),
            ]
            return ("VarianceScaling", axes.merging(own) { $1 })
        case .glorotUniform, .glorotNormal, .heUniform, .heNormal, .lecunUniform, .lecunNormal:
            return (Self.named.first { $0.initializer == self }?.name ?? "GlorotUniform", axes)
        }
    }
}
