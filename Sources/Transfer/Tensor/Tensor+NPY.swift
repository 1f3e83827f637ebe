import Foundation

extension Tensor {
    /// Reads a NumPy `.npy` file of numbers of any kind, in row-major order.
    ///
    /// Throws `TransferError.file` when there is no such file, or it is something else or damaged.
    public static func load(_ path: String) throws -> Tensor {
        switch Planning.current?.files[path] {
        case .tensor(let shape): return Placeholders.tensor(shape)
        case .features(let set) where path.hasSuffix(".npy"): return set.features
        default: break
        }
        return try load(npy: ByteSource(path))
    }

    /// The longest header that is read, in bytes; NumPy itself stops at 10000.
    private static let longestHeader = 1 << 16

    static func load(npy source: ByteSource) throws -> Tensor {
        func refusal(_ reason: String) -> TransferError { .file(.notNumPy(path: source.path, reason: reason)) }
        let start = try source.bytes(at: 0, count: Swift.min(source.count, 12))
        guard start.starts(with: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]) else {
            throw refusal("it does not begin as one")
        }
        guard start.count == 12 else { throw refusal("it is cut off") }
        let isLong = start[6] >= 2
        let length = (isLong ? 8..<12 : 8..<10).reversed().reduce(0) { $0 << 8 | Int(start[$1]) }
        let data = (isLong ? 12 : 10) + length
        guard length <= longestHeader else { throw refusal("its header claims \(length) bytes") }
        guard data <= source.count else { throw refusal("it is cut off") }
        let header = String(decoding: try source.bytes(at: data - length, count: length), as: UTF8.self)
        guard let type = header.firstMatch(of: /'descr':\s*'([^']*)'/)?.1,
            let dimensions = header.firstMatch(of: /'shape':\s*\(([^)]*)\)/)?.1
        else { throw refusal("its header is not understood") }
        guard !header.contains(/'fortran_order':\s*True/) else { throw refusal("it is in column-major order") }
        guard let number = StoredNumber(numPy: String(type)) else {
            throw refusal("it holds numbers of type '\(type)'")
        }
        let shape = dimensions.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }.map { Int($0) ?? -1 }
        var count = 1
        for dimension in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
            guard dimension >= 0, dimension < 1 << 40, !overflow else { throw refusal("its shape is impossible") }
            count = product
        }
        guard (source.count - data) / number.size >= count else { throw refusal("it is cut off") }
        if Planning.isOn { return Placeholders.tensor(shape) }
        let values = try [Float](unsafeUninitializedCapacity: count) { buffer, done in
            try number.read(from: source, at: data, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
            done = count
        }
        return try Tensor(shape: shape, values: values)
    }

    /// Writes a NumPy `.npy` file (version 1.0, 32-bit floats), whole or not at all.
    ///
    /// Throws `TransferError.file` when it cannot be written.
    public func save(_ path: String) throws {
        if let planning = Planning.current {
            planning.files[path] = .tensor(shape)
        } else {
            try AtomicFile.write(npy(), to: path)
        }
    }

    /// The bytes of a `.npy` file.
    func npy() -> Data {
        let dimensions = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(dimensions)), }"
        // NumPy pads the header so that the numbers begin at a multiple of 64 bytes.
        header += String(repeating: " ", count: (64 - (10 + header.utf8.count + 1) % 64) % 64) + "\n"
        var data = Data([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
        data.append(UInt8(header.utf8.count & 0xFF))
        data.append(UInt8(header.utf8.count >> 8))
        data.append(contentsOf: header.utf8)
        values.withUnsafeBytes { data.append(contentsOf: $0) }
        return data
    }
}

extension StoredNumber {
    /// The kind of number that NumPy's type string means; nil for anything but numbers.
    fileprivate init?(numPy type: String) {
        guard let match = type.wholeMatch(of: /([<>|=])([fiub])([1248])/), let size = Int(match.3) else { return nil }
        // Truth values are bytes of 0 or 1.
        guard match.2 != "b" || size == 1 else { return nil }
        self.init(isFloat: match.2 == "f", isSigned: match.2 == "i", isBigEndian: match.1 == ">", size: size)
    }
}
