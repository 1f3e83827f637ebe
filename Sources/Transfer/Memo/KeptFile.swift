import Foundation

/// A file in an entry of a store, with the digest by which damage is seen.
///
/// It is read from one open file from the digest on, so that nobody who removes the entry meanwhile can be in the way.
struct KeptFile: Codable {
    /// The name in the entry's folder.
    let name: String
    /// The digest of its bytes.
    let digest: String

    private static let pieceSize = 1 << 20

    /// Notes a file that is in an entry's folder.
    ///
    /// Throws `TransferError.file` if it cannot be read.
    init(_ name: String, in folder: String) throws {
        self.name = name
        digest = try Self.digest(ByteSource(folder + "/" + name))
    }

    /// Copies a file to an entry's folder.
    ///
    /// Throws `TransferError.file` if it cannot be read, and whatever prevents writing.
    init(copying path: String, as name: String, in folder: String) throws {
        try Self.copy(ByteSource(path), to: folder + "/" + name)
        try self.init(name, in: folder)
    }

    /// Opens the file of an entry; nil if it is gone or damaged.
    func open(in folder: String) -> ByteSource? {
        guard let source = try? ByteSource(folder + "/" + name), (try? Self.digest(source)) == digest else {
            return nil
        }
        return source
    }

    /// Writes the bytes of an open file to a new one.
    static func copy(_ source: ByteSource, to path: String) throws {
        try Data().write(to: URL(fileURLWithPath: path))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? file.close() }
        try eachPiece(source) { try file.write(contentsOf: $0) }
    }

    private static func digest(_ source: ByteSource) throws -> String {
        var fingerprint = TrainingFingerprint()
        try eachPiece(source) { piece in piece.withUnsafeBytes { fingerprint.add($0) } }
        return fingerprint.finalize()
    }

    private static func eachPiece(_ source: ByteSource, _ body: ([UInt8]) throws -> Void) throws {
        for position in stride(from: 0, to: source.count, by: pieceSize) {
            try body(source.bytes(at: position, count: min(pieceSize, source.count - position)))
        }
    }
}
