import Foundation

/// Writes named arrays of 32-bit floats and notes to a new file in the safetensors format.
struct SafetensorsWriter {
    private struct Item {
        let name: String
        let shape: [Int]
        /// Gives the numbers, once, when they are to be written.
        let numbers: ((UnsafeBufferPointer<Float>) throws -> Void) throws -> Void
    }

    /// Notes, which are plain texts.
    var metadata: [String: String] = [:]
    private var items: [Item] = []

    /// Adds an array.
    mutating func add(_ name: String, _ values: [Float]) {
        items.append(Item(name: name, shape: [values.count]) { try values.withUnsafeBufferPointer($0) })
    }

    /// Adds an array whose numbers are asked for when they are written.
    mutating func add(
        _ name: String, shape: [Int], numbers: @escaping ((UnsafeBufferPointer<Float>) throws -> Void) throws -> Void
    ) {
        items.append(Item(name: name, shape: shape, numbers: numbers))
    }

    /// Writes the file, whole or not at all, arrays in the order of their names.
    ///
    /// Throws `TransferError.file` when that is impossible.
    func write(to path: String) throws {
        try AtomicFile.make(path) { temporary in
            try Data().write(to: URL(fileURLWithPath: temporary))
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: temporary))
            defer { try? file.close() }
            let items = items.sorted { $0.name < $1.name }
            try file.write(contentsOf: header(items))
            for item in items {
                try item.numbers { floats in
                    guard let base = UnsafeMutableRawPointer(mutating: floats.baseAddress) else { return }
                    // Written where it lies: the largest array may be most of the model.
                    let bytes = UnsafeRawBufferPointer(floats).count
                    try file.write(contentsOf: Data(bytesNoCopy: base, count: bytes, deallocator: .none))
                }
            }
        }
    }

    private func header(_ items: [Item]) throws -> Data {
        var header: [String: HeaderValue] = metadata.isEmpty ? [:] : ["__metadata__": .metadata(metadata)]
        var offset = 0
        for item in items {
            let end = offset + item.shape.reduce(1, *) * MemoryLayout<Float>.size
            header[item.name] = .array(HeaderArray(dtype: "F32", shape: item.shape, offsets: [offset, end]))
            offset = end
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var json = try encoder.encode(header)
        // Numbers that begin at a multiple of 8 can be used where they lie.
        while json.count % 8 != 0 { json.append(UInt8(ascii: " ")) }
        return withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) } + json
    }
}
