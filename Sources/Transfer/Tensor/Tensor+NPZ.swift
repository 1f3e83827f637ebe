import Foundation

extension Tensor {
    /// Reads a NumPy `.npz` archive of arrays of numbers, packed or not, as tensors by their names.
    ///
    /// Throws `TransferError.file` when there is no such file, or it is something else or damaged.
    public static func loadArchive(_ path: String) throws -> [String: Tensor] {
        if case .archive(let shapes) = Planning.current?.files[path] {
            return shapes.mapValues { Placeholders.tensor($0) }
        }
        let archive = try ZipArchive(path)
        var tensors: [String: Tensor] = [:]
        for entry in archive.entries where entry.name.hasSuffix(".npy") {
            let bytes = try archive.bytes(of: entry, limit: archiveByteLimit)
            let name = String(entry.name.dropLast(4))
            tensors[name] = try load(npy: ByteSource(bytes, path: "\(path)/\(entry.name)"))
        }
        guard !tensors.isEmpty else { throw TransferError.file(.notNumPy(path: path, reason: "it holds no arrays")) }
        return tensors
    }

    /// Writes tensors as a NumPy `.npz` archive (`numpy.savez`), whole or not at all, in the order of their names.
    ///
    /// Throws `TransferError.file` when it cannot be written.
    public static func saveArchive(_ tensors: [String: Tensor], to path: String) throws {
        Planning.current?.files[path] = .archive(tensors.mapValues(\.shape))
        try AtomicFile.make(path) { temporary in
            var archive = try ZipWriter(creating: temporary)
            for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
                try archive.add("\(name).npy", [UInt8](tensor.npy()))
            }
            try archive.finish()
        }
    }

    /// The most bytes of one array: those of the largest data set with 64 bits for each value.
    private static let archiveByteLimit = 4 << 30
}
