/// How a group's names are found.
enum HDF5Group {
    /// Where what a group holds is described, by name; nil for anything but a group.
    ///
    /// Symbolic links and links to other files are left out: following them could lead anywhere.
    static func links(of object: HDF5Object, in file: HDF5File) throws -> [String: Int]? {
        if var table = object.first(.symbolTable) {
            guard let tree = try table.address(), let heap = try table.address() else {
                throw file.source.damage("a group has no table")
            }
            let names = try HDF5LocalHeap(at: heap, in: file)
            var links: [String: Int] = [:]
            try collect(node: tree, level: nil, names, &links, file)
            return links
        }
        guard var information = object.first(.linkInformation) else { return nil }
        try information.skip(1)
        try information.skip(try information.number(1) & 1 != 0 ? 8 : 0)
        guard try information.address() == nil else {
            throw file.source.damage("a group lists its content in a way of HDF5 1.8 or later that Keras does not use")
        }
        return try Dictionary(object.all(.link).compactMap(link)) { first, _ in first }
    }

    /// Walks a tree of symbol tables.
    private static func collect(
        node address: Int, level expected: Int?, _ names: HDF5LocalHeap, _ links: inout [String: Int],
        _ file: HDF5File
    ) throws {
        var cursor = try file.cursor(at: address, count: 24)
        try cursor.expect("TREE")
        guard try cursor.number(1) == 0 else { throw file.source.damage("a group has no table") }
        let level = try cursor.number(1)
        // Levels fall by one, so that no node can be its own descendant.
        guard expected == nil || level == expected else { throw file.source.damage("a group's tree is no tree") }
        let count = try cursor.number(2)
        var children = try file.cursor(at: address + 24, count: count * 16 + 8)
        for _ in 0..<count {
            try children.skip(8)
            guard let child = try children.address() else { throw file.source.damage("a group's tree has holes") }
            if level > 0 {
                try collect(node: child, level: level - 1, names, &links, file)
            } else {
                try collect(symbols: child, names, &links, file)
            }
        }
    }

    private static func collect(
        symbols address: Int, _ names: HDF5LocalHeap, _ links: inout [String: Int], _ file: HDF5File
    ) throws {
        var cursor = try file.cursor(at: address, count: 8)
        try cursor.expect("SNOD")
        try cursor.skip(2)
        let count = try cursor.number(2)
        var entries = try file.cursor(at: address + 8, count: count * 40)
        for _ in 0..<count {
            let name = try names.string(at: entries.number(8), in: file)
            let object = try entries.address()
            let kind = try entries.number(4)
            try entries.skip(20)
            if kind != 2, let object { links[name] = object }
        }
    }

    /// A link that stands in the group's own description; nil unless it is a hard one.
    private static func link(_ message: ByteCursor) throws -> (String, Int)? {
        var cursor = message
        try cursor.skip(1)
        let flags = try cursor.number(1)
        let kind = flags & 8 != 0 ? try cursor.number(1) : 0
        try cursor.skip((flags & 4 != 0 ? 8 : 0) + (flags & 16 != 0 ? 1 : 0))
        let name = try cursor.bytes(cursor.number(1 << (flags & 3)))
        guard kind == 0, let address = try cursor.address() else { return nil }
        return (String(decoding: name, as: UTF8.self), address)
    }
}

/// Where a group with a symbol table keeps its names.
struct HDF5LocalHeap {
    private let address: Int
    private let count: Int

    init(at address: Int, in file: HDF5File) throws {
        var cursor = try file.cursor(at: address, count: 32)
        try cursor.expect("HEAP")
        try cursor.skip(4)
        count = try cursor.number(8)
        try cursor.skip(8)
        guard let data = try cursor.address() else { throw file.source.damage("a group has no names") }
        self.address = data
        _ = try file.source.part(at: data, count: count)
    }

    /// The name at a position.
    func string(at position: Int, in file: HDF5File) throws -> String {
        var bytes: [UInt8] = []
        while position + bytes.count < count {
            let next = position + bytes.count
            let piece = try file.structure(at: address + next, count: min(64, count - next))
            bytes += piece
            if let end = bytes.firstIndex(of: 0) { return String(decoding: bytes[..<end], as: UTF8.self) }
        }
        throw file.source.damage("a name in a group does not end")
    }
}
