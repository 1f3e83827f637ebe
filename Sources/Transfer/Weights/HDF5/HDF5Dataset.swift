/// An array of numbers in a file.
struct HDF5Dataset {
    /// The dimensions, outermost first; empty for a single number.
    let shape: [Int]
    /// How many numbers there are.
    let count: Int
    private let number: StoredNumber
    private let place: HDF5Layout
    private let filters: [HDF5Filter]
    private let file: HDF5File

    init(_ object: HDF5Object, name: String, in file: HDF5File) throws {
        let source = file.source
        guard let space = object.first(.dataspace), let type = object.first(.datatype),
            let layout = object.first(.layout)
        else { throw source.damage("'\(name)' is no array") }
        let datatype = try HDF5Datatype(type)
        let number: StoredNumber
        if datatype.size == 2, try object.isBrainFloat(in: file) {
            number = StoredNumber(.bfloat16)
        } else if case .number(let plain) = datatype {
            number = plain
        } else {
            throw source.damage("'\(name)' holds \(datatype.words) instead of numbers")
        }
        let dataspace = try HDF5Dataspace(space, of: source)
        shape = dataspace.shape
        count = dataspace.count
        self.number = number
        self.file = file
        filters = try object.first(.filters).map { try HDF5Filter.list($0, of: source) } ?? []
        place = try HDF5Layout(layout, elementSize: number.size, of: source)
        try place.check(byteCount: count * number.size, shape: shape, name: name, in: file)
    }

    /// Reads all numbers as 32-bit floats, row-major, into memory with a place for each.
    func read(into floats: UnsafeMutableBufferPointer<Float>) throws {
        precondition(floats.count == count)
        switch place {
        case .compact(let bytes):
            bytes.withUnsafeBytes { number.convert($0, into: floats) }
        case .contiguous(let address):
            guard let address, count > 0 else { return }
            try number.read(from: file.source, at: address, into: floats)
        case .chunked(let tree, let chunk):
            floats.initialize(repeating: 0)
            let chunks = HDF5Chunks(
                shape: shape, chunk: chunk, elementSize: number.size, filters: filters, tree: tree, file: file)
            try chunks.forEach { origin, bytes in
                chunks.scatter(bytes, number, at: origin, into: floats)
            }
        }
    }
}

extension HDF5Object {
    /// Whether a note says that the elements are the upper halves of 32-bit floats, of which HDF5 does not know.
    fileprivate func isBrainFloat(in file: HDF5File) throws -> Bool {
        try all(.attribute).contains {
            let attribute = try HDF5Attribute($0, of: file.source)
            return try attribute.name == "dtype" && attribute.strings(in: file) == ["bfloat16"]
        }
    }
}

extension HDF5Datatype {
    /// What the elements are, for messages.
    fileprivate var words: String {
        switch self {
        case .number: "numbers"
        case .fixedString, .variableString: "strings"
        case .other(let words, _): words
        }
    }
}

extension HDF5File {
    /// The array at a path; nil if there is nothing at the path.
    ///
    /// Throws `TransferError.file` when there is something else, or the array cannot be in a file of this size.
    func dataset(_ path: String) throws -> HDF5Dataset? {
        guard let address = try address(of: path) else { return nil }
        return try HDF5Dataset(HDF5Object(at: address, in: self), name: path, in: self)
    }

    /// An array's numbers as 32-bit floats, row-major; nil if there is nothing at the path.
    func floats(of path: String) throws -> [Float]? {
        guard let dataset = try dataset(path) else { return nil }
        return try [Float](unsafeUninitializedCapacity: dataset.count) { buffer, done in
            try dataset.read(into: UnsafeMutableBufferPointer(rebasing: buffer[..<dataset.count]))
            done = dataset.count
        }
    }
}
