import Foundation

/// The files of a data set, wherever they lie: in a folder, plain or as `.gz`, or in an archive.
enum DatasetFiles {
    case folder(String)
    case tar(TarArchive)
    case npz(String)

    /// The most bytes that a file or archive may unpack to: a few times those of the largest data set.
    private static let byteLimit = 1 << 30

    /// Finds a data set at a given path, or else where data sets are kept.
    ///
    /// Throws `TransferError.dataset` when it is not there.
    init(_ info: DatasetInfo, at path: String?) throws {
        let candidates = Self.places(info, at: path)
        guard let found = try candidates.lazy.compactMap({ try Self.files(at: $0, of: info) }).first else {
            throw TransferError.dataset(
                .missing(name: info.name, searched: path.map { [$0] } ?? candidates, remedy: info.remedy))
        }
        self = found
    }

    /// What `read` makes of a data set's files; in a dry run placeholders of the data set's shape.
    ///
    /// Throws `TransferError.dataset` when the data set is not there, and what `read` throws.
    static func load(
        _ info: DatasetInfo, at path: String?, _ shape: DatasetShape,
        read: (DatasetFiles) throws -> (train: LabelledTensors, test: LabelledTensors)
    ) throws -> (train: LabelledTensors, test: LabelledTensors) {
        if let planning = Planning.current { return planning.dataset(info, at: path, shape) }
        return try read(DatasetFiles(info, at: path))
    }

    /// Where a data set may lie, in the order it is looked for.
    static func places(_ info: DatasetInfo, at path: String?) -> [String] {
        path.map { path in [path] + info.locations.map { "\(path)/\($0)" } }
            ?? DatasetFolders.all.flatMap { folder in info.locations.map { "\(folder)/\($0)" } }
    }

    /// Where a data set seems to be, no archive unpacked; nil when it is not there.
    static func place(of info: DatasetInfo, at path: String?) -> String? {
        places(info, at: path).first { place in
            guard FolderEntries.isFolder(place) else { return (try? isArchive(place)) ?? false }
            return ((try? DatasetFiles.folder(place).contents(info.sampleFile)) ?? nil) != nil
        }
    }

    /// Whether a file begins as a data set's archive does.
    private static func isArchive(_ path: String) throws -> Bool {
        let source = try ByteSource(path)
        if try ZipArchive.isZip(source) || isPacked(source) { return true }
        return try source.count >= 512 && TarArchive.isTar(source.bytes(at: 0, count: 512))
    }

    /// The files at a path; nil when there is nothing, or a folder of something else.
    private static func files(at path: String, of info: DatasetInfo) throws -> DatasetFiles? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
        if isFolder.boolValue {
            let folder = DatasetFiles.folder(path)
            return try folder.contents(info.sampleFile) == nil ? nil : folder
        }
        let source = try ByteSource(path)
        if try ZipArchive.isZip(source) { return .npz(path) }
        return .tar(try TarArchive(unpacked(source), path: path))
    }

    /// Where the files are.
    var path: String {
        switch self {
        case .folder(let path), .npz(let path): path
        case .tar(let archive): archive.path
        }
    }

    /// A file's bytes.
    ///
    /// Throws `TransferError.dataset` when there is no such file.
    func bytes(_ name: String, of info: DatasetInfo) throws -> [UInt8] {
        guard let source = try contents(name) else {
            throw TransferError.dataset(
                .missingFile(name: info.name, path: path, file: name, remedy: info.remedy))
        }
        return try Self.unpacked(source)
    }

    private func contents(_ name: String) throws -> ByteSource? {
        switch self {
        case .folder(let path):
            let names = ["\(path)/\(name)", "\(path)/\(name).gz"]
            return try names.first { FileManager.default.fileExists(atPath: $0) }.map { try ByteSource($0) }
        case .tar(let archive): return archive.file(name)
        case .npz: return nil
        }
    }

    private static func unpacked(_ source: ByteSource) throws -> [UInt8] {
        guard try isPacked(source) else { return try source.bytes(at: 0, count: source.count) }
        var bytes: [UInt8] = []
        try Inflation.inflate(source, format: .gzip, limit: byteLimit) { bytes += $0 }
        return bytes
    }

    private static func isPacked(_ source: ByteSource) throws -> Bool {
        try source.count >= 2 && source.bytes(at: 0, count: 2) == [0x1F, 0x8B]
    }
}
