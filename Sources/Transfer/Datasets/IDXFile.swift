/// The format of MNIST: unsigned bytes in rows, after a header of their dimensions.
enum IDXFile {
    /// Reads a tensor of values 0...255.
    ///
    /// Throws `TransferError.dataset` when the header is wrong, or does not fit the bytes.
    static func tensor(_ bytes: [UInt8], dimensions: Int, path: String) throws -> Tensor {
        func malformed(_ reason: String) -> TransferError { .dataset(.malformed(path: path, reason: reason)) }
        guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0 else {
            throw malformed("it does not begin as an IDX file")
        }
        guard bytes[2] == 8, Int(bytes[3]) == dimensions else {
            throw malformed("expected bytes in \(dimensions) dimensions, received type \(bytes[2]) in \(bytes[3])")
        }
        let start = 4 + 4 * dimensions
        guard bytes.count >= start else { throw malformed("it is cut off") }
        let shape = (0..<dimensions).map { axis in
            bytes[(4 + 4 * axis)..<(8 + 4 * axis)].reduce(0) { $0 << 8 | Int($1) }
        }
        var count = 1
        for dimension in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
            guard !overflow else { throw malformed("its shape \(shape) is impossible") }
            count = product
        }
        guard bytes.count - start == count else {
            throw malformed("its shape \(shape) does not fit its \(bytes.count - start) bytes")
        }
        return Tensor(checked: shape, bytes[start...].map { Float($0) })
    }
}
