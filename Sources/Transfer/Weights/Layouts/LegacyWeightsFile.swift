/// Keras' older .h5 layout: names of layers and weights in attributes, at the root (weights only) or under
/// `model_weights` (a whole model).
struct LegacyWeightsFile: WeightsFile {
    let layers: [WeightsFileLayer]

    /// Opens a file.
    ///
    /// Throws `TransferError.file` when the file is missing, no HDF5, damaged, or of another layout.
    init(_ path: String) throws {
        let file = try HDF5File(path)
        guard let found = try Self(file) else {
            throw TransferError.file(.notWeights(path: path, reason: "it lists no layers as Keras 2 does"))
        }
        self = found
    }

    /// Reads a file's table of contents; nil if it is of another layout.
    ///
    /// Throws `TransferError.file` when the file lacks what it lists.
    init?(_ file: HDF5File) throws {
        let root = try file.contains("model_weights") ? "/model_weights" : ""
        guard let attributes = try file.attributes(of: root),
            let names = try Self.list("layer_names", attributes, file)
        else { return nil }
        var layers: [WeightsFileLayer] = []
        for name in names {
            let group = root + "/" + name
            guard let attributes = try file.attributes(of: group) else {
                throw TransferError.file(
                    .notWeights(path: file.source.path, reason: "it lacks its layer '\(name)'"))
            }
            let weights = try Self.list("weight_names", attributes, file) ?? []
            if weights.isEmpty { continue }
            let arrays = try weights.map { weight in
                guard let dataset = try file.dataset(group + "/" + weight) else {
                    throw TransferError.file(
                        .notWeights(path: file.source.path, reason: "it lacks the array '\(weight)'"))
                }
                let plain = weight.replacing(/:\d+$/, with: "")
                return WeightsFileArray(
                    name: String(plain.split(separator: "/").last ?? ""), qualifiedName: plain, shape: dataset.shape,
                    read: dataset.read)
            }
            layers.append(WeightsFileLayer(name: name, arrays: arrays))
        }
        self.layers = layers
    }

    /// A list of names; one too long for a single attribute is split into numbered ones.
    private static func list(
        _ name: String, _ attributes: [String: HDF5Attribute], _ file: HDF5File
    ) throws -> [String]? {
        if let names = try attributes[name]?.strings(in: file) { return names }
        var (all, number): ([String], Int) = ([], 0)
        while let part = try attributes["\(name)\(number)"]?.strings(in: file) {
            all += part
            number += 1
        }
        return number > 0 ? all : nil
    }
}
