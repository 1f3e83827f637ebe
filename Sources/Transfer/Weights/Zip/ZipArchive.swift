import Foundation

/// A zip archive opened for reading; what it claims about itself is checked before it is believed.
struct ZipArchive {
    /// What the archive says about one of its files.
    struct Entry {
        let name: String
        /// How many bytes the file has.
        let count: Int
        fileprivate let isDeflated: Bool
        fileprivate let packedCount: Int
        fileprivate let checksum: UInt32
        /// Where the file's own header begins, and where its bytes do.
        fileprivate let header: Int
        fileprivate let data: Int
    }

    /// The files, in the order of the archive's list.
    let entries: [Entry]
    private let source: ByteSource

    /// How many times larger than its packed bytes a file may be: weights hardly get smaller, settings about ten times.
    private static let largestRatio = 128

    /// Opens an archive.
    ///
    /// Throws `TransferError.file` when it is missing, no archive, damaged, encrypted, or lies about its files.
    init(_ path: String) throws { try self.init(ByteSource(path)) }

    /// Reads an archive from bytes; throws as `init(_:)` of a path does.
    init(_ source: ByteSource) throws {
        self.source = source
        let directory = try ZipDirectory(source)
        var cursor = ByteCursor(try source.bytes(at: directory.start, count: directory.count), of: source)
        var entries: [Entry] = []
        for _ in 0..<directory.entryCount { entries.append(try Self.entry(&cursor, in: source)) }
        guard Set(entries.map(\.name)).count == entries.count else {
            throw source.damage("it holds two files of one name")
        }
        var end = directory.start
        for entry in entries.sorted(by: { $0.header > $1.header }) {
            guard entry.data <= end, entry.packedCount <= end - entry.data else {
                throw source.damage("its files overlap")
            }
            end = entry.header
        }
        self.entries = entries
    }

    /// Whether bytes begin as an archive does.
    static func isZip(_ source: ByteSource) throws -> Bool {
        try source.count >= 4 && source.bytes(at: 0, count: 4) == [0x50, 0x4B, 3, 4]
    }

    /// The file of a name; nil if there is none.
    func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }

    /// A file's bytes, their checksum compared.
    ///
    /// Throws `TransferError.file` when they are damaged or more than `limit`.
    func bytes(of entry: Entry, limit: Int) throws -> [UInt8] {
        guard entry.count <= limit else {
            throw source.damage("its '\(entry.name)' claims \(entry.count) bytes, more than the \(limit) it may have")
        }
        var bytes: [UInt8] = []
        try unpack(entry) { bytes += $0 }
        return bytes
    }

    /// A file to be read piece by piece, its checksum compared: in its place within the archive, or unpacked to a
    /// temporary file that vanishes after use.
    ///
    /// Throws `TransferError.file` when it is damaged, or there is no room to unpack it.
    func open(_ entry: Entry) throws -> ByteSource {
        guard entry.isDeflated else {
            try unpack(entry) { _ in }
            return try source.part(at: entry.data, count: entry.count)
        }
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).part")
        defer { try? FileManager.default.removeItem(at: url) }
        do {
            try Data().write(to: url, options: .withoutOverwriting)
            let file = try FileHandle(forWritingTo: url)
            defer { try? file.close() }
            try unpack(entry) { try file.write(contentsOf: Data($0)) }
        } catch {
            if let error = error as? TransferError { throw error }
            throw TransferError.file(.unwritable(path: url.path, reason: error.localizedDescription))
        }
        return try ByteSource(url.path)
    }

    private func unpack(_ entry: Entry, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
        let packed = try source.part(at: entry.data, count: entry.packedCount)
        var (checksum, count) = (UInt32(0), 0)
        func take(_ piece: ArraySlice<UInt8>) throws {
            checksum = Inflation.checksum(piece, after: checksum)
            count += piece.count
            try body(piece)
        }
        if entry.isDeflated {
            try Inflation.inflate(packed, format: .raw, limit: entry.count, take)
        } else {
            for start in stride(from: 0, to: packed.count, by: 1 << 20) {
                try take(packed.bytes(at: start, count: min(1 << 20, packed.count - start))[...])
            }
        }
        guard count == entry.count, checksum == entry.checksum else {
            throw source.damage("its '\(entry.name)' does not have the checksum it should have")
        }
    }

    private static func entry(_ cursor: inout ByteCursor, in source: ByteSource) throws -> Entry {
        guard try cursor.number(4) == 0x0201_4B50 else { throw source.damage("its list of files is damaged") }
        try cursor.skip(4)
        let flags = try cursor.number(2)
        let method = try cursor.number(2)
        try cursor.skip(4)
        let checksum = try cursor.number(4)
        var sizes = (packed: try cursor.number(4), count: try cursor.number(4))
        let lengths = (name: try cursor.number(2), extra: try cursor.number(2), comment: try cursor.number(2))
        let disk = try cursor.number(2)
        try cursor.skip(6)
        var header = try cursor.number(4)
        let name = String(decoding: try cursor.bytes(lengths.name), as: UTF8.self)
        var extra = ByteCursor(try cursor.bytes(lengths.extra), of: source)
        try cursor.skip(lengths.comment)
        // Sizes beyond 32 bits stand in a field of their own.
        while extra.remaining >= 4 {
            let (kind, size) = (try extra.number(2), try extra.number(2))
            var field = ByteCursor(try extra.bytes(size), of: source)
            guard kind == 1 else { continue }
            if sizes.count == 0xFFFF_FFFF { sizes.count = try field.number(8) }
            if sizes.packed == 0xFFFF_FFFF { sizes.packed = try field.number(8) }
            if header == 0xFFFF_FFFF { header = try field.number(8) }
        }
        guard flags & 0x2041 == 0 else { throw source.damage("its '\(name)' is encrypted; save it without a password") }
        guard disk == 0 else { throw source.damage("it is one part of an archive in several files") }
        guard method == 0 || method == 8 else {
            throw source.damage("its '\(name)' is packed in a way (method \(method)) that is not known here")
        }
        guard
            method == 8
                ? sizes.count <= largestRatio * min(sizes.packed, source.count) + 1 << 20 : sizes.count == sizes.packed
        else {
            throw source.damage("its '\(name)' claims \(sizes.count) bytes, packed into \(sizes.packed)")
        }
        let data = try dataStart(header, named: name, in: source)
        return Entry(
            name: name, count: sizes.count, isDeflated: method == 8, packedCount: sizes.packed,
            checksum: UInt32(checksum), header: header, data: data)
    }

    /// Where a file's bytes begin, after its own header.
    private static func dataStart(_ header: Int, named name: String, in source: ByteSource) throws -> Int {
        var cursor = ByteCursor(try source.bytes(at: header, count: 30), of: source)
        guard try cursor.number(4) == 0x0403_4B50 else {
            throw source.damage("its '\(name)' is not where it should be")
        }
        try cursor.skip(22)
        let lengths = (name: try cursor.number(2), extra: try cursor.number(2))
        let found = String(decoding: try source.bytes(at: header + 30, count: lengths.name), as: UTF8.self)
        guard found == name else { throw source.damage("it calls a file both '\(name)' and '\(found)'") }
        return header + 30 + lengths.name + lengths.extra
    }
}

/// Where an archive's list of files is, as the record at the archive's end says.
private struct ZipDirectory {
    let start: Int
    let count: Int
    let entryCount: Int

    init(_ source: ByteSource) throws {
        // A comment of at most 65535 bytes may follow the record of 22 bytes.
        let tailStart = max(source.count - 65557, 0)
        let tail = try source.bytes(at: tailStart, count: source.count - tailStart)
        let candidates = stride(from: tail.count - 22, through: 0, by: -1)
        guard let position = candidates.first(where: { tail[$0...].starts(with: [0x50, 0x4B, 5, 6]) }) else {
            throw source.damage("it is no zip archive, or is cut off")
        }
        var cursor = ByteCursor(Array(tail[position...]), of: source)
        try cursor.skip(4)
        let disks = (try cursor.number(2), try cursor.number(2))
        let counts = (try cursor.number(2), try cursor.number(2))
        var (count, start, entryCount) = (try cursor.number(4), try cursor.number(4), counts.1)
        guard disks == (0, 0), counts.0 == counts.1 else {
            throw source.damage("it is one part of an archive in several files")
        }
        if count == 0xFFFF_FFFF || start == 0xFFFF_FFFF || entryCount == 0xFFFF {
            var locator = ByteCursor(try source.bytes(at: tailStart + position - 20, count: 20), of: source)
            guard try locator.number(4) == 0x0706_4B50 else { throw source.damage("its list of files is missing") }
            try locator.skip(4)
            var record = ByteCursor(try source.bytes(at: locator.number(8), count: 56), of: source)
            guard try record.number(4) == 0x0606_4B50 else { throw source.damage("its list of files is missing") }
            try record.skip(28)
            (entryCount, count, start) = (try record.number(8), try record.number(8), try record.number(8))
        }
        // An entry takes at least 46 bytes.
        guard count <= source.count, start <= source.count - count, entryCount <= count / 46 else {
            throw source.damage("its list of files is damaged")
        }
        (self.start, self.count, self.entryCount) = (start, count, entryCount)
    }
}
