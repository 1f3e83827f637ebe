import Foundation

/// Writes a zip archive whose files are stored as they are, as Keras does; all with the earliest date there is, so that
/// equal content makes equal archives.
struct ZipWriter {
    private let path: String
    private let file: FileHandle
    private var directory = Data()
    private var position = 0
    private var count = 0

    /// Makes an empty archive in place of any other file; throws `TransferError.file` when that is impossible.
    init(creating path: String) throws {
        self.path = path
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw TransferError.file(.unwritable(path: path, reason: "the file cannot be made")) }
        self.file = file
    }

    /// Adds a file of the given bytes.
    mutating func add(_ name: String, _ bytes: [UInt8]) throws { try add(name, ByteSource(bytes, path: name)) }

    /// Adds a file read from a source.
    ///
    /// Throws `TransferError.file` when the source cannot be read, the disk is full, or the archive would be 4 GB large.
    mutating func add(_ name: String, _ source: ByteSource) throws {
        guard position + source.count + directory.count < 0xFFFF_0000, count < 0xFFFF else {
            throw TransferError.file(.unwritable(path: path, reason: "an archive holds at most 4 GB"))
        }
        var checksum: UInt32 = 0
        try Self.pieces(of: source) { checksum = Inflation.checksum($0[...], after: checksum) }
        // Version 2.0, no flags, stored, midnight of 1 January 1980.
        var common = Data([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0])
        common.append(checksum)
        common.append(UInt32(source.count))
        common.append(UInt32(source.count))
        common.append(UInt16(name.utf8.count))
        common.append(UInt16(0))
        directory += Data([0x50, 0x4B, 1, 2, 20, 3]) + common
        // No comment, first disk, no attributes inside; outside a plain file that its owner may write.
        directory += Data([0, 0, 0, 0, 0, 0, 0, 0, 0xA4, 0x81])
        directory.append(UInt32(position))
        directory.append(contentsOf: name.utf8)
        try write(Data([0x50, 0x4B, 3, 4]) + common + Data(name.utf8))
        try Self.pieces(of: source) { try write(Data($0)) }
        count += 1
    }

    /// Writes the list of files and closes the archive.
    mutating func finish() throws {
        var end = Data([0x50, 0x4B, 5, 6, 0, 0, 0, 0])
        end.append(UInt16(count))
        end.append(UInt16(count))
        end.append(UInt32(directory.count))
        end.append(UInt32(position))
        end.append(UInt16(0))
        try write(directory + end)
        try wrapped { try file.close() }
    }

    private static func pieces(of source: ByteSource, _ body: ([UInt8]) throws -> Void) throws {
        for start in stride(from: 0, to: source.count, by: 1 << 20) {
            try body(source.bytes(at: start, count: min(1 << 20, source.count - start)))
        }
    }

    private mutating func write(_ data: Data) throws {
        try wrapped { try file.write(contentsOf: data) }
        position += data.count
    }

    private func wrapped(_ body: () throws -> Void) throws {
        do { try body() } catch {
            throw TransferError.file(.unwritable(path: path, reason: error.localizedDescription))
        }
    }
}

extension Data {
    /// Appends a number, the lowest byte first.
    fileprivate mutating func append(_ number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
