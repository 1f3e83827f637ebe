/// Opening of files of weights.
enum WeightsSource {
    /// Where a whole model of Keras 3, which is an archive, keeps its weights.
    private static let inner = "model.weights.h5"

    /// Opens a file of weights; what is in it, not its name, tells its layout.
    ///
    /// Throws `TransferError.file` when it is missing, damaged, or holds no weights in a known layout.
    static func open(_ path: String) throws -> any WeightsFile {
        let source = try ByteSource(path)
        if try HDF5File.isHDF5(source) { return try open(HDF5File(source)) }
        if try ZipArchive.isZip(source) {
            let archive = try ZipArchive(source)
            guard let entry = archive.entry(inner) else {
                throw TransferError.file(
                    .notWeights(path: path, reason: "it is a zip archive without '\(inner)'"))
            }
            return try open(HDF5File(archive.open(entry)))
        }
        if try SafetensorsFile.isSafetensors(source) { return try SafetensorsWeightsFile(SafetensorsFile(source)) }
        let start = try source.bytes(at: 0, count: min(source.count, 16))
        throw TransferError.file(.notWeights(path: path, reason: "it begins as \(FileSignature.words(for: start))"))
    }

    /// The weights in an HDF5 file of either of Keras' layouts.
    static func open(_ file: HDF5File) throws -> any WeightsFile {
        if let legacy = try LegacyWeightsFile(file) { return legacy }
        if let objects = try ObjectWeightsFile(file) { return objects }
        let names = try file.children(of: "/") ?? []
        let reason =
            Set(["features", "labels"]).isSubset(of: names)
            ? "it is a set of features, which FeatureSet.load reads"
            : names.contains("optimizer_weights") || names.contains("optimizer")
                ? "it holds nothing but the state of an optimizer" : "it lists no layers"
        throw TransferError.file(.notWeights(path: file.source.path, reason: reason))
    }
}

/// What a file that is none of the known ones may be, by its first bytes.
private enum FileSignature {
    static func words(for start: [UInt8]) -> String {
        let known: [(String, [UInt8])] = [
            ("a file of PyTorch or Python (pickle)", [0x80]), ("a NumPy array", [0x93, 0x4E]),
            ("a web page", [UInt8]("<".utf8)), ("JSON", [UInt8]("{".utf8)),
            ("a pointer of Git LFS to the file itself", [UInt8]("version https:".utf8)), ("a gzip file", [0x1F, 0x8B]),
        ]
        if start.isEmpty { return "an empty file does" }
        return (known.first { start.starts(with: $0.1) }?.0 ?? "no known kind of file") + " does"
    }
}
