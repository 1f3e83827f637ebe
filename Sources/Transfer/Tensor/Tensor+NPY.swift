import Foundation

extension Tensor {
    /// Reads a NumPy `.npy` file of 32- or 64-bit floats or of integers, in row-major order.
    ///
    /// Throws `TransferError.file` when there is no such file, or it is something else.
    public static func load(_ path: String) throws -> Tensor {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw TransferError.file(.missing(path: path))
        }
        func refusal(_ reason: String) -> TransferError { .file(.notNumPy(path: path, reason: reason)) }
        let bytes = [UInt8](data)
        guard bytes.starts(with: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]), bytes.count >= 10 else {
            throw refusal("it does not begin as one")
        }
        let isLong = bytes[6] >= 2
        guard bytes.count >= (isLong ? 12 : 10) else { throw refusal("it is cut off") }
        let length =
            isLong
            ? (0..<4).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) } : Int(bytes[8]) | Int(bytes[9]) << 8
        let start = (isLong ? 12 : 10) + length
        guard start <= bytes.count else { throw refusal("it is cut off") }
        let header = String(decoding: bytes[(isLong ? 12 : 10)..<start], as: UTF8.self)
        guard let type = header.firstMatch(of: /'descr':\s*'([^']*)'/)?.1,
            let dimensions = header.firstMatch(of: /'shape':\s*\(([^)]*)\)/)?.1
        else { throw refusal("its header is not understood") }
        guard !header.contains(/'fortran_order':\s*True/) else { throw refusal("it is in column-major order") }
        let shape = dimensions.split(separator: ",").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
        var count = 1
        for dimension in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
            guard dimension >= 0, !overflow else { throw refusal("its shape is impossible") }
            count = product
        }

        func numbers<T>(_ type: T.Type, _ convert: (T) -> Float) throws -> [Float] {
            let size = MemoryLayout<T>.size
            guard (bytes.count - start) / size >= count else { throw refusal("it is cut off") }
            return bytes.withUnsafeBytes { raw in
                (0..<count).map { convert(raw.loadUnaligned(fromByteOffset: start + $0 * size, as: T.self)) }
            }
        }
        let values: [Float] =
            switch type {
            case "<f4": try numbers(Float.self) { $0 }
            case "<f8": try numbers(Double.self) { Float($0) }
            case "<i4": try numbers(Int32.self) { Float($0) }
            case "<i8": try numbers(Int64.self) { Float($0) }
            case "|u1": try numbers(UInt8.self) { Float($0) }
            default: throw refusal("it holds numbers of type '\(type)'")
            }
        return try Tensor(shape: shape, values: values)
    }

    /// Writes a NumPy `.npy` file (version 1.0, 32-bit floats), whole or not at all.
    ///
    /// Throws `TransferError.file` when it cannot be written.
    public func save(_ path: String) throws {
        let dimensions = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(dimensions)), }"
        // NumPy pads the header so that the numbers begin at a multiple of 64 bytes.
        header += String(repeating: " ", count: (64 - (10 + header.utf8.count + 1) % 64) % 64) + "\n"
        var data = Data([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
        data.append(UInt8(header.utf8.count & 0xFF))
        data.append(UInt8(header.utf8.count >> 8))
        data.append(contentsOf: header.utf8)
        values.withUnsafeBytes { data.append(contentsOf: $0) }
        do {
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw TransferError.file(.unwritable(path: path, reason: error.localizedDescription))
        }
    }
}
