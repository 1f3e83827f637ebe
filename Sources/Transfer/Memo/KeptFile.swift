import Foundation

/// A file in an entry of a store, with the digest by which damage is seen.
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
        self.name = name
        digest = try Self.copy(ByteSource(path), to: folder + "/" + name)
    }

    /// Opens the file of an entry; it is read from one open file from the digest on, so that nobody who removes the entry
    /// meanwhile can be in the way.
    ///
    /// Throws `TransferError.file` if it is gone, damaged, or cannot be read.
    func open(in folder: String) throws -> ByteSource {
        let source = try ByteSource(folder + "/" + name)
        guard try Self.digest(source) == digest else { throw source.damage(Self.otherDigest) }
        return source
    }

    /// Copies the file of an entry to a new one.
    ///
    /// Throws `TransferError.file` if it is gone, damaged, or cannot be read, and whatever prevents writing.
    func copy(in folder: String, to path: String) throws {
        let source = try ByteSource(folder + "/" + name)
        guard try Self.copy(source, to: path) == digest else { throw source.damage(Self.otherDigest) }
    }

    /// Whether an error says that a file is gone or damaged, and not that it cannot be read at present.
    static func isLoss(_ error: any Error) -> Bool {
        switch error as? TransferError {
        case .file(.missing), .file(.damaged): true
        default: false
        }
    }

    private static let otherDigest = "its digest is not the one that was noted"

    /// Writes the bytes of an open file to a new one; gives their digest.
    private static func copy(_ source: ByteSource, to path: String) throws -> String {
        try Data().write(to: URL(fileURLWithPath: path))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? file.close() }
        return try digest(source) { try file.write(contentsOf: $0) }
    }

    /// The digest of an open file, whose pieces can be had on the way.
    private static func digest(_ source: ByteSource, _ body: ([UInt8]) throws -> Void = { _ in }) throws -> String {
        var fingerprint = TrainingFingerprint()
        for position in stride(from: 0, to: source.count, by: pieceSize) {
            let piece = try source.bytes(at: position, count: min(pieceSize, source.count - position))
            piece.withUnsafeBytes { fingerprint.add($0) }
            try body(piece)
        }
        return fingerprint.finalize()
    }
}
