/// The messages that describe a group or dataset.
struct HDF5Object {
    /// The kinds of messages that matter here.
    enum Kind: Int {
        case dataspace = 0x01
        case linkInformation = 0x02
        case datatype = 0x03
        case link = 0x06
        case layout = 0x08
        case filters = 0x0B
        case attribute = 0x0C
        case continuation = 0x10
        case symbolTable = 0x11
        case attributeInformation = 0x15
    }

    private let messages: [(kind: Kind, bytes: [UInt8])]
    private let source: ByteSource

    /// Reads all messages, those in continuations included.
    init(at address: Int, in file: HDF5File) throws {
        source = file.source
        let isNew = try file.structure(at: address, count: 4).elementsEqual("OHDR".utf8)
        var found: [(kind: Kind, bytes: [UInt8])] = []
        var blocks = [isNew ? try Self.newBlock(at: address, in: file) : try Self.oldBlock(at: address, in: file)]
        // Only an early version of the file format tells how many messages there are; padding ends the others.
        while let block = blocks.popLast() {
            var cursor = try file.cursor(at: block.start, count: block.count)
            while cursor.remaining >= block.prefix {
                let number = try cursor.number(isNew ? 1 : 2)
                let size = try cursor.number(2)
                let flags = try cursor.number(1)
                try cursor.skip(block.prefix - (isNew ? 4 : 5))
                // What is left at the end of a block may be smaller than a message.
                guard size <= cursor.remaining else { throw file.source.damage("a description ends early") }
                let bytes = try cursor.bytes(size)
                guard let kind = Kind(rawValue: number) else { continue }
                guard flags & 2 == 0 else {
                    throw file.source.damage("it shares descriptions between datasets, which no file of weights does")
                }
                if kind == .continuation {
                    blocks.append(try Self.continuation(bytes, isNew: isNew, prefix: block.prefix, in: file))
                } else {
                    found.append((kind, bytes))
                }
            }
        }
        messages = found
    }

    /// The contents of all messages of a kind.
    func all(_ kind: Kind) -> [ByteCursor] {
        messages.filter { $0.kind == kind }.map { ByteCursor($0.bytes, of: source) }
    }

    /// The content of the only message of a kind; nil if there is none.
    func first(_ kind: Kind) -> ByteCursor? {
        messages.first { $0.kind == kind }.map { ByteCursor($0.bytes, of: source) }
    }

    /// Bytes that hold messages, and how long what stands before each of them is.
    private struct Block {
        let start: Int
        let count: Int
        let prefix: Int
    }

    private static func oldBlock(at address: Int, in file: HDF5File) throws -> Block {
        var cursor = try file.cursor(at: address, count: 16)
        guard try cursor.number(1) == 1 else { throw file.source.damage("a group or dataset is not described") }
        try cursor.skip(7)
        return Block(start: address + 16, count: try cursor.number(4), prefix: 8)
    }

    private static func newBlock(at address: Int, in file: HDF5File) throws -> Block {
        var cursor = try file.cursor(at: address, count: min(34, file.source.count - address))
        try cursor.skip(4)
        guard try cursor.number(1) == 2 else { throw file.source.damage("a group or dataset is not described") }
        let flags = try cursor.number(1)
        try cursor.skip((flags & 0x20 != 0 ? 16 : 0) + (flags & 0x10 != 0 ? 4 : 0))
        let count = try cursor.number(1 << (flags & 3))
        return Block(start: address + cursor.position, count: count, prefix: flags & 4 != 0 ? 6 : 4)
    }

    private static func continuation(_ bytes: [UInt8], isNew: Bool, prefix: Int, in file: HDF5File) throws -> Block {
        var cursor = ByteCursor(bytes, of: file.source)
        guard let address = try cursor.address() else { throw file.source.damage("a description ends early") }
        let count = try cursor.number(8)
        guard isNew else { return Block(start: address, count: count, prefix: prefix) }
        var start = try file.cursor(at: address, count: 4)
        try start.expect("OCHK")
        guard count >= 8 else { throw file.source.damage("a description ends early") }
        // A checksum of 4 bytes ends the block.
        return Block(start: address + 4, count: count - 8, prefix: prefix)
    }
}
