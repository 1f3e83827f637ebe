import Compute

extension Model {
    /// Writes all weights to a file in Keras' older `.h5` layout, which Keras 2 and 3 load with `load_weights`.
    ///
    /// The file is replaced at once or not at all. Throws `TransferError.file` if it cannot be written or its name ends
    /// in `.weights.h5`, by which Keras tells another layout, and `TransferError.model` if the model has no weights yet.
    public func saveWeights(_ path: String) throws {
        guard !path.hasSuffix(".weights.h5") else {
            throw TransferError.file(
                .unwritable(path: path, reason: "Keras takes a name that ends in .weights.h5 for its newer layout"))
        }
        let layers = try builtNetwork().layers.filter { !$0.parameters.isEmpty }
        try AtomicFile.make(path) { temporary in
            let file = try HDF5Writer(creating: temporary)
            try file.setNames(layers.map(\.name), attribute: "layer_names", of: "/")
            try file.setString("tensorflow", attribute: "backend", of: "/")
            try file.setString("2.9.0", attribute: "keras_version", of: "/")
            for layer in layers {
                let weights = NamedWeights.list(layer)
                try file.makeGroup(layer.name)
                try file.setNames(weights.map { $0.name + ":0" }, attribute: "weight_names", of: "/" + layer.name)
                for weight in weights {
                    try file.write(
                        weight.parameter.values, shape: weight.parameter.shape,
                        dataset: "/\(layer.name)/\(weight.name):0")
                }
            }
            try file.flush()
        }
    }
}

extension HDF5Writer {
    /// The most bytes that Keras puts into one attribute.
    private static let attributeLimit = 64512

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
