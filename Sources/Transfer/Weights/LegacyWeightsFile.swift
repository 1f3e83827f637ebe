/// Keras' older .h5 layout: names of layers and weights in attributes, at the root (weights only) or under
/// `model_weights` (a whole model).
struct LegacyWeightsFile: WeightsFile {
    let layers: [WeightsFileLayer]
    private let path: String
    private let file: HDF5File

    /// Reads a file's table of contents.
    ///
    /// Throws `TransferError.file` when the file is missing, no HDF5, or of another layout.
    init(_ path: String) throws {
        self.path = path
        let file = try HDF5File(path)
        self.file = file
        let root = try file.contains("model_weights") ? "/model_weights" : "/"
        guard let names = try Self.list("layer_names", of: root, file) else {
            let isNewer = try file.contains("layers") || file.contains("_layer_checkpoint_dependencies")
            throw TransferError.file(
                .notWeights(
                    path: path,
                    reason: isNewer ? "it is in the layout of Keras 3" : "it has no list of layers"))
        }
        var layers: [WeightsFileLayer] = []
        for name in names {
            let group = root == "/" ? "/" + name : root + "/" + name
            guard try file.contains(group) else {
                throw TransferError.file(.notWeights(path: path, reason: "it lacks its layer '\(name)'"))
            }
            let weights = try Self.list("weight_names", of: group, file) ?? []
            if weights.isEmpty { continue }
            let arrays = try weights.map { weight in
                let place = group + "/" + weight
                guard let shape = try file.dataset(place)?.shape else {
                    throw TransferError.file(.notWeights(path: path, reason: "it lacks the array '\(weight)'"))
                }
                return WeightsFileArray(
                    name: Self.plainName(weight), qualifiedName: weight.replacing(/:\d+$/, with: ""), path: place,
                    shape: shape)
            }
            layers.append(WeightsFileLayer(name: name, arrays: arrays))
        }
        self.layers = layers
    }

    func values(of array: WeightsFileArray) throws -> [Float] {
        guard let values = try file.floats(of: array.path) else {
            throw TransferError.file(.notWeights(path: path, reason: "the array '\(array.name)' cannot be read"))
        }
        return values
    }

    /// A list of names; one too long for a single attribute is split into numbered ones.
    private static func list(_ attribute: String, of group: String, _ file: HDF5File) throws -> [String]? {
        if let names = try file.strings(attribute, of: group) { return names }
        var all: [String]?
        var number = 0
        while let part = try file.strings("\(attribute)\(number)", of: group) {
            all = (all ?? []) + part
            number += 1
        }
        return all
    }

    private static func plainName(_ weight: String) -> String {
        String(weight.split(separator: "/").last ?? "").replacing(/:\d+$/, with: "")
    }
}
