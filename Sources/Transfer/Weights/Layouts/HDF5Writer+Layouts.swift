import Compute

extension HDF5Writer {
    /// The most bytes that Keras puts into one attribute.
    private static let attributeLimit = 64512

    /// Writes a model's weights in Keras' older layout into a group: a group for each layer, those without weights
    /// included, and the names in Keras' order for the layers frozen now.
    ///
    /// Throws `TransferError.file` when the disk is full.
    func writeLegacyWeights(of model: Model, at group: String) throws {
        try makeGroup(group)
        try setNames(model.layers.map(\.name), attribute: "layer_names", of: group)
        try setString("tensorflow", attribute: "backend", of: group)
        try setString("2.9.0", attribute: "keras_version", of: group)
        let prefix = group == "/" ? "/" : group + "/"
        for layer in model.layers {
            let weights = NamedWeights.list(layer)
            try makeGroup(prefix + layer.name)
            try setNames(weights.map { $0.name + ":0" }, attribute: "weight_names", of: prefix + layer.name)
            for weight in weights {
                try weight.parameter.read {
                    try write(
                        $0, shape: weight.parameter.shape, dataset: "\(prefix)\(layer.name)/\(weight.name):0")
                }
            }
        }
    }

    /// Writes a model's weights in Keras 3's layout below a group.
    ///
    /// Each object has a group `vars`, which notes its name and holds its arrays, called by their numbers. Throws `TransferError.file` when the disk is full.
    func writeObjects(of model: Model, at root: String = "") throws {
        for object in ObjectPath.list(model) {
            let group = [root, object.path, "vars"].filter { !$0.isEmpty }.joined(separator: "/")
            try makeGroup(group)
            try setString(object.layer.name, attribute: "name", of: group)
            if object.layer is Model { continue }
            for (number, parameter) in object.layer.parameters.enumerated() {
                let path = "\(group)/\(number)"
                if object.layer is Normalization, parameter.name == "count" {
                    // Keras counts in whole numbers.
                    try write(
                        parameter.values.map { Int32(exactly: $0) ?? 0 }, shape: parameter.shape, dataset: path)
                } else {
                    try parameter.read { try write($0, shape: parameter.shape, dataset: path) }
                }
            }
        }
    }

    /// Writes names as an attribute, or as several numbered ones when they are too many for one.
    func setNames(_ names: [String], attribute: String, of group: String) throws {
        let width = max(names.map(\.utf8.count).max() ?? 0, 1)
        let limit = max(Self.attributeLimit / width, 1)
        guard names.count > limit else { return try setStrings(names, attribute: attribute, of: group) }
        for (number, start) in stride(from: 0, to: names.count, by: limit).enumerated() {
            try setStrings(
                Array(names[start..<min(start + limit, names.count)]), attribute: "\(attribute)\(number)", of: group)
        }
    }
}
