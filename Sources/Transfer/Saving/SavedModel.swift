/// What a file says of a whole model besides its weights.
struct SavedModel {
    /// The class' name in Keras.
    let kind: String
    let config: JSONValue
    /// How the model is trained; nil if it was saved without.
    let training: JSONValue?
    /// What the optimizer remembers; nil if the file does not hold it.
    let optimizer: OptimizerArrays?

    /// The largest description of a model; those of thousands of layers take a few megabytes.
    private static let largestDescription = 64 << 20
    /// The most arrays of an optimizer.
    private static let mostArrays = 1 << 16

    /// Opens a file of a whole model; what is in it, not its name, tells its layout.
    ///
    /// Throws `TransferError.file` when it is missing or damaged, and `TransferError.savedModel` when it holds no model.
    init(_ path: String) throws {
        let source = try ByteSource(path)
        if try ZipArchive.isZip(source) {
            try self.init(ZipArchive(source), path: path)
        } else if try HDF5File.isHDF5(source) {
            try self.init(HDF5File(source), path: path)
        } else {
            throw TransferError.savedModel(.noModel(path: path, reason: "it is neither HDF5 nor a .keras archive"))
        }
    }

    private init(_ archive: ZipArchive, path: String) throws {
        guard let entry = archive.entry("config.json") else {
            throw TransferError.savedModel(.noModel(path: path, reason: "it is a zip archive without 'config.json'"))
        }
        let bytes = try archive.bytes(of: entry, limit: Self.largestDescription)
        let value = try Self.parsed(bytes, path: path)
        (kind, config) = try Self.model(value, path: path)
        // Of a model that was not compiled Keras writes empty settings.
        training = value["compile_config"].flatMap { $0 == [:] ? JSONValue?.none : $0 }
        optimizer =
            Planning.isOn
            ? nil
            : try archive.entry("model.weights.h5").flatMap { entry in
                try Self.numberedArrays(HDF5File(archive.open(entry)))
            }
    }

    private init(_ file: HDF5File, path: String) throws {
        guard let text = try file.string("model_config", of: "/") else {
            throw TransferError.savedModel(
                .noModel(path: path, reason: "it holds weights without the layers they are of"))
        }
        (kind, config) = try Self.model(Self.parsed(Array(text.utf8), path: path), path: path)
        training = try file.string("training_config", of: "/").map { try Self.parsed(Array($0.utf8), path: path) }
        optimizer = Planning.isOn ? nil : try Self.namedArrays(file)
    }

    private static func parsed(_ bytes: [UInt8], path: String) throws -> JSONValue {
        do { return try JSONParser.value(bytes) } catch {
            throw TransferError.savedModel(
                .invalid(path: path, reason: "its description is damaged at byte \(error.position): \(error.reason)"))
        }
    }

    private static func model(_ value: JSONValue, path: String) throws -> (String, JSONValue) {
        guard let kind = value["class_name"]?.string, let config = value["config"] else {
            throw TransferError.savedModel(.noModel(path: path, reason: "its description names no class"))
        }
        guard ModelDescription.kinds.contains(kind) else {
            throw TransferError.savedModel(
                .noModel(path: path, reason: "it was made by the class \(kind), whose code is not in the file"))
        }
        return (kind, config)
    }

    /// The arrays that a file of Keras 3 numbers.
    private static func numberedArrays(_ file: HDF5File) throws -> OptimizerArrays? {
        let numbers = try (file.children(of: "optimizer/vars") ?? []).compactMap(Int.init).sorted()
        guard numbers.count <= mostArrays else { return nil }
        return try OptimizerArrays(numbers.compactMap { try entry("\($0)", at: "optimizer/vars/\($0)", file) })
    }

    /// The arrays that an older file names.
    private static func namedArrays(_ file: HDF5File) throws -> OptimizerArrays? {
        guard try file.contains("optimizer_weights") else { return nil }
        var names: [String] = []
        if let list = try file.strings("weight_names", of: "optimizer_weights") {
            names = list
        } else {
            // A list too long for one attribute is split into numbered ones.
            var number = 0
            while let part = try file.strings("weight_names\(number)", of: "optimizer_weights") {
                names += part
                number += 1
            }
        }
        guard names.count <= mostArrays else { return nil }
        return try OptimizerArrays(names.compactMap { try entry($0, at: "optimizer_weights/" + $0, file) })
    }

    private static func entry(_ name: String, at path: String, _ file: HDF5File) throws -> OptimizerArrays.Entry? {
        guard let dataset = try file.dataset(path), let values = try file.floats(of: path) else { return nil }
        return OptimizerArrays.Entry(name: name, shape: dataset.shape, values: values)
    }
}
