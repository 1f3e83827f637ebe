/// A named value beside a group or dataset.
struct HDF5Attribute {
    let name: String
    let shape: [Int]
    private let type: HDF5Datatype
    private let count: Int
    private let data: [UInt8]

    init(_ message: ByteCursor, of source: ByteSource) throws {
        var cursor = message
        let version = try cursor.number(1)
        guard (1...3).contains(version) else { throw source.damage("an attribute is not understood") }
        let flags = try cursor.number(1)
        guard version == 1 || flags & 3 == 0 else {
            throw source.damage("it shares descriptions between attributes, which no file of weights does")
        }
        let sizes = (name: try cursor.number(2), type: try cursor.number(2), space: try cursor.number(2))
        if version == 3 { try cursor.skip(1) }
        /// The first version pads each part to a multiple of 8 bytes.
        func part(_ size: Int) throws -> [UInt8] {
            let bytes = try cursor.bytes(size)
            if version == 1 { try cursor.skip((8 - size % 8) % 8) }
            return bytes
        }
        name = String(decoding: try part(sizes.name).prefix { $0 != 0 }, as: UTF8.self)
        type = try HDF5Datatype(ByteCursor(part(sizes.type), of: source))
        let space = try HDF5Dataspace(ByteCursor(part(sizes.space), of: source), of: source)
        shape = space.shape
        count = space.count
        let (size, overflow) = count.multipliedReportingOverflow(by: type.size)
        guard !overflow else { throw source.damage("an attribute is impossibly large") }
        data = try cursor.bytes(size)
    }

    /// The strings, one for each element; nil if the value is something else.
    ///
    /// An empty list, which Keras writes as numbers, is an empty list of strings too.
    func strings(in file: HDF5File) throws -> [String]? {
        if count == 0 { return [] }
        switch type {
        case .fixedString(let size) where size > 0:
            return (0..<count).map { index in
                String(decoding: data[index * size..<(index + 1) * size].prefix { $0 != 0 }, as: UTF8.self)
            }
        case .variableString:
            var cursor = ByteCursor(data, of: file.source)
            return try (0..<count).map { _ in
                let length = try cursor.number(4)
                let collection = try cursor.address()
                let index = try cursor.number(4)
                guard let collection, length > 0 else { return "" }
                let bytes = try file.globalObject(index, in: collection, count: length)
                return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
        default: return nil
        }
    }

    /// The numbers; nil if the value is something else.
    func floats() -> [Float]? {
        guard case .number(let number) = type else { return nil }
        return [Float](unsafeUninitializedCapacity: count) { buffer, done in
            data.withUnsafeBytes { number.convert($0, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count])) }
            done = count
        }
    }
}

extension HDF5File {
    /// The attributes of a group or dataset by name; nil if there is none at the path.
    func attributes(of path: String) throws -> [String: HDF5Attribute]? {
        guard let address = try address(of: path) else { return nil }
        let object = try HDF5Object(at: address, in: self)
        if var information = object.first(.attributeInformation) {
            try information.skip(1)
            try information.skip(try information.number(1) & 1 != 0 ? 2 : 0)
            guard try information.address() == nil else {
                throw source.damage("it keeps attributes in a way of HDF5 1.8 or later that Keras does not use")
            }
        }
        let attributes = try object.all(.attribute).map { try HDF5Attribute($0, of: source) }
        return Dictionary(attributes.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The strings of an attribute; nil if there is no such attribute or it holds no strings.
    func strings(_ attribute: String, of path: String) throws -> [String]? {
        try attributes(of: path)?[attribute]?.strings(in: self)
    }

    /// The only string of an attribute; nil if there is no such attribute or it holds something else.
    func string(_ attribute: String, of path: String) throws -> String? {
        guard let strings = try strings(attribute, of: path), strings.count == 1 else { return nil }
        return strings[0]
    }

    /// A piece of the heap that keeps strings of any length.
    func globalObject(_ number: Int, in collection: Int, count: Int) throws -> [UInt8] {
        let objects: [Int: Range<Int>]
        if let known = heaps[collection] {
            objects = known
        } else {
            objects = try globalObjects(in: collection)
            heaps[collection] = objects
        }
        guard let range = objects[number], count <= range.count else {
            throw source.damage("a string is not where it should be")
        }
        return try structure(at: range.lowerBound, count: count)
    }

    private func globalObjects(in collection: Int) throws -> [Int: Range<Int>] {
        var cursor = try cursor(at: collection, count: 16)
        try cursor.expect("GCOL")
        try cursor.skip(4)
        let end = try cursor.number(8)
        _ = try source.part(at: collection, count: end)
        var objects: [Int: Range<Int>] = [:]
        var position = 16
        while position + 16 <= end {
            var header = try self.cursor(at: collection + position, count: 16)
            let number = try header.number(2)
            try header.skip(6)
            let size = try header.number(8)
            guard number != 0 else { break }
            guard size <= end - position - 16 else { throw source.damage("its strings overlap") }
            objects[number] = collection + position + 16..<collection + position + 16 + size
            position += 16 + (size + 7) / 8 * 8
        }
        return objects
    }
}
