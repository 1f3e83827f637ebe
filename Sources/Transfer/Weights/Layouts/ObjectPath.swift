/// Where Keras 3 keeps the weights of one of a model's layers, or of the model itself.
struct ObjectPath {
    /// The groups on the way: empty for the model itself, `layers/conv2d_1`, `layers/functional/layers/dense`.
    let path: String
    /// The path in the file of a class of one's own whose properties are called as the outermost model's layers:
    /// `block1/layers/conv2d`.
    let pathByName: String
    let layer: Layer

    /// The model and everything within it, each once, in the order in which Keras writes them.
    ///
    /// A layer is called by its class, not its name; the classes are counted among the layers of each model.
    static func list(_ model: Model) -> [ObjectPath] {
        var seen: Set<ObjectIdentifier> = []
        return list(model, at: "", named: "", &seen)
    }

    private static func list(
        _ layer: Layer, at path: String, named pathByName: String, _ seen: inout Set<ObjectIdentifier>
    ) -> [ObjectPath] {
        guard seen.insert(ObjectIdentifier(layer)).inserted else { return [] }
        var result = [ObjectPath(path: path, pathByName: pathByName, layer: layer)]
        guard let model = layer as? Model else { return result }
        var counts: [String: Int] = [:]
        for child in model.layers {
            let kind = LayerNames.snakeCase(child.kind)
            let number = counts[kind, default: 0]
            counts[kind] = number + 1
            let name = "layers/" + kind + (number == 0 ? "" : "_\(number)")
            result += list(
                child, at: path.isEmpty ? name : path + "/" + name,
                named: path.isEmpty ? child.name : pathByName + "/" + name, &seen)
        }
        return result
    }
}
