/// An object in Keras' files: the name of its class, where Keras finds the class, and its settings.
struct KerasObject {
    let module: String
    let className: String
    let config: [String: JSONValue]

    var json: JSONValue {
        ["module": .string(module), "class_name": .string(className), "config": .object(config), "registered_name": nil]
    }
}

extension KerasObject {
    /// A learning rate that changes, named after its class unless the settings say otherwise.
    static func schedule(_ className: String, _ config: [String: JSONValue]) -> JSONValue {
        KerasObject(
            module: "keras.optimizers.schedules", className: className, config: ["name": .string(className)] + config
        ).json
    }

    /// The name of an object's class without what other programs put before it, and its settings; of a text or a
    /// function its name.
    static func parts(_ value: JSONValue) -> (name: String, config: JSONValue)? {
        if let name = value.string { return (name, [:]) }
        guard let name = value["class_name"]?.string else { return nil }
        let config = value["config"] ?? [:]
        if name == "function", let function = config.string { return (function, [:]) }
        return (name.split(separator: ">").last.map(String.init) ?? name, config)
    }
}
