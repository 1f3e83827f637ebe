import Foundation

/// Hands on what a cell prints while it prints it, in whole characters.
struct LiveOutput {
    private let hear: (CellOutput) -> Void
    /// The beginning of a character whose other bytes are still to come, for each stream.
    private var pending: [CellOutput.Stream: Data] = [:]

    init(_ hear: @escaping (CellOutput) -> Void) {
        self.hear = hear
    }

    /// Takes bytes of a stream.
    mutating func append(_ data: Data, stream: CellOutput.Stream) {
        let bytes = Data(pending[stream] ?? Data()) + data
        let tail = Self.incompleteTail(of: bytes)
        pending[stream] = bytes.suffix(tail)
        let whole = bytes.dropLast(tail)
        if !whole.isEmpty { hear(.stream(stream, String(decoding: whole, as: UTF8.self))) }
    }

    /// Takes a finished output; text before it is complete.
    mutating func append(_ output: CellOutput) {
        finish()
        hear(output)
    }

    /// Hands on bytes that will not become a character any more.
    mutating func finish() {
        for stream in [CellOutput.Stream.stdout, .stderr] {
            guard let rest = pending.removeValue(forKey: stream), !rest.isEmpty else { continue }
            hear(.stream(stream, String(decoding: rest, as: UTF8.self)))
        }
    }

    /// How many bytes at the end are the beginning of a UTF-8 sequence.
    private static func incompleteTail(of bytes: Data) -> Int {
        for length in 1...3 where length <= bytes.count {
            let byte = bytes[bytes.endIndex - length]
            if byte & 0xC0 == 0x80 { continue }
            let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return needed > length ? length : 0
        }
        return 0
    }
}
