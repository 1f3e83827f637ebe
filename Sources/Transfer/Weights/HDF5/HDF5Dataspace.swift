/// The dimensions of a dataset or attribute.
struct HDF5Dataspace {
    /// The dimensions, outermost first; empty for a single element.
    let shape: [Int]
    /// How many elements there are.
    let count: Int

    init(_ message: ByteCursor, of source: ByteSource) throws {
        var cursor = message
        let version = try cursor.number(1)
        let rank = try cursor.number(1)
        guard (1...2).contains(version), rank <= 32 else { throw source.damage("its dimensions are not understood") }
        try cursor.skip(1)
        let kind = try cursor.number(1)
        if version == 1 { try cursor.skip(4) }
        var shape: [Int] = []
        var count = 1
        for _ in 0..<rank {
            let dimension = try cursor.number(8)
            let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
            // An empty dimension must not hide an impossible one.
            guard !overflow, product < 1 << 48, dimension < 1 << 48 else {
                throw source.damage("a dimension of \(dimension) is impossible")
            }
            count = product
            shape.append(dimension)
        }
        self.shape = shape
        // The second version has a word for "no element at all".
        self.count = version == 2 && kind == 2 ? 0 : count
    }
}
