/// A tar archive in memory.
struct TarArchive {
    /// Where it comes from, for messages.
    let path: String
    private let bytes: ByteSource
    private var files: [String: Range<Int>] = [:]

    /// Whether a file of at least 512 bytes begins as a tar archive does.
    static func isTar(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 512 && bytes[257..<262].elementsEqual("ustar".utf8)
    }

    /// Reads the list of files.
    ///
    /// Throws `TransferError.dataset` when it is no archive or cut off.
    init(_ bytes: [UInt8], path: String) throws {
        self.path = path
        self.bytes = ByteSource(bytes, path: path)
        func malformed(_ reason: String) -> TransferError { .dataset(.malformed(path: path, reason: reason)) }
        guard Self.isTar(bytes) else {
            throw malformed("it is no tar archive")
        }
        var position = 0
        // Each file has a header of 512 bytes and is padded to 512; a header of zeros ends the archive.
        while position + 512 <= bytes.count, bytes[position] != 0 {
            let name = String(decoding: bytes[position..<position + 100].prefix { $0 != 0 }, as: UTF8.self)
            let digits = bytes[position + 124..<position + 136].filter { (0x30...0x37).contains($0) }
            let count = digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
            guard digits.count <= 12, count <= bytes.count - position - 512 else { throw malformed("it is cut off") }
            let isPlain = bytes[position + 156] == 0x30 || bytes[position + 156] == 0
            if isPlain, let last = name.split(separator: "/").last {
                files[String(last)] = position + 512..<position + 512 + count
            }
            position += 512 + (count + 511) / 512 * 512
        }
    }

    /// The bytes of a file of this name, in whatever folder; nil if there is none.
    func file(_ name: String) -> ByteSource? {
        files[name].flatMap { try? bytes.part(at: $0.lowerBound, count: $0.count) }
    }
}
