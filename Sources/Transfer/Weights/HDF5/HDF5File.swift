/// An HDF5 file opened for reading.
///
/// Files come from anywhere, and the C library trusts them; so this reader is the engine's own. It knows what the
/// library writes by default: superblocks of versions 0 to 3, groups as symbol tables or compact links, numbers stored
/// in one piece or in chunks (plain, deflated, shuffled). Everything read is checked against the file's size, and the
/// total of what describes the file is bounded, so that structures that refer to each other in circles come to an end.
final class HDF5File {
    private static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

    /// The file from the superblock on; all addresses count from there.
    let source: ByteSource
    private let root: Int
    /// How many more bytes of structures may be read.
    private var budget: Int
    private var groups: [Int: [String: Int]] = [:]
    /// Where the pieces of the heaps of strings are, by the address of the heap.
    var heaps: [Int: [Int: Range<Int>]] = [:]

    /// Opens a file.
    ///
    /// Throws `TransferError.file` when it is missing, no HDF5 file, cut off or damaged.
    convenience init(_ path: String) throws { try self.init(ByteSource(path)) }

    /// Reads a file within another, or in memory.
    ///
    /// Throws `TransferError.file` when it is no HDF5 file, cut off or damaged.
    init(_ source: ByteSource) throws {
        guard let start = try Self.start(of: source) else { throw TransferError.file(.notHDF5(path: source.path)) }
        self.source = try source.part(at: start, count: source.count - start)
        budget = 32 << 20 + 4 * source.count
        let superblock = try HDF5Superblock(self.source)
        if start == 0, let end = superblock.end, end > source.count {
            throw source.damage("it is cut off: it has \(source.count) of \(end) bytes")
        }
        root = superblock.root
    }

    /// Whether bytes begin as an HDF5 file does.
    static func isHDF5(_ source: ByteSource) throws -> Bool { try start(of: source) != nil }

    /// The signature may stand after other data, at 512 bytes or a power of two of them.
    private static func start(of source: ByteSource) throws -> Int? {
        var start = 0
        while start + signature.count <= source.count {
            if try source.bytes(at: start, count: signature.count) == signature { return start }
            start = start == 0 ? 512 : start * 2
        }
        return nil
    }

    /// Whether there is a group or dataset at a path, every group on the way included.
    func contains(_ path: String) throws -> Bool { try address(of: path) != nil }

    /// The names of what a group holds, sorted; nil if there is no such group.
    func children(of group: String) throws -> [String]? {
        guard let address = try address(of: group) else { return nil }
        return try links(at: address)?.keys.sorted()
    }

    /// Where the description of a group or dataset is; nil if there is none at the path.
    func address(of path: String) throws -> Int? {
        var address = root
        for part in path.split(separator: "/") {
            guard let next = try links(at: address)?[String(part)] else { return nil }
            address = next
        }
        return address
    }

    private func links(at address: Int) throws -> [String: Int]? {
        if let links = groups[address] { return links }
        let links = try HDF5Group.links(of: HDF5Object(at: address, in: self), in: self)
        if let links { groups[address] = links }
        return links
    }

    /// Reads bytes of a structure.
    ///
    /// Throws `TransferError.file` beyond the end, or when far more is read than the file could need.
    func structure(at address: Int, count: Int) throws -> [UInt8] {
        budget -= max(count, 64)
        guard budget >= 0 else { throw source.damage("its structures refer to each other without end") }
        return try source.bytes(at: address, count: count)
    }

    /// A reader for the bytes of a structure.
    func cursor(at address: Int, count: Int) throws -> ByteCursor {
        ByteCursor(try structure(at: address, count: count), of: source)
    }
}

/// What stands at the beginning of an HDF5 file.
private struct HDF5Superblock {
    /// Where the description of the outermost group is.
    let root: Int
    /// How long the file was when it was written.
    let end: Int?

    init(_ source: ByteSource) throws {
        var cursor = ByteCursor(try source.bytes(at: 0, count: min(source.count, 96)), of: source)
        try cursor.skip(8)
        let version = try cursor.number(1)
        guard version <= 3 else { throw source.damage("its version of HDF5 (\(version)) is unknown") }
        if version < 2 { try cursor.skip(4) }
        guard try cursor.number(1) == 8, try cursor.number(1) == 8 else {
            throw source.damage("its addresses are not of 8 bytes")
        }
        let root: Int?
        if version < 2 {
            try cursor.skip(version == 0 ? 9 : 13)
            _ = (try cursor.address(), try cursor.address())
            end = try cursor.address()
            _ = (try cursor.address(), try cursor.address())
            root = try cursor.address()
        } else {
            try cursor.skip(1)
            _ = (try cursor.address(), try cursor.address())
            end = try cursor.address()
            root = try cursor.address()
        }
        guard let root else { throw source.damage("it has no outermost group") }
        self.root = root
    }
}
