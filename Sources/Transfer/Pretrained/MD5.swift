import Foundation

/// The MD5 digest (RFC 1321), which Keras checks its weights with; it guards against accidents, not against malice.
package struct MD5 {
    private var state = MD5State()
    private var pending: [UInt8] = []
    private var byteCount: UInt64 = 0

    /// Begins an empty message.
    package init() {}

    /// The digest of some bytes, in hexadecimal.
    package static func hex(_ bytes: [UInt8]) -> String {
        var digest = MD5()
        bytes.withUnsafeBytes { digest.update($0) }
        return digest.finalize()
    }

    /// The digest of a file, in hexadecimal, read a piece at a time; nil if the file cannot be read.
    package static func hex(ofFile path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var digest = MD5()
        // As much as stays in the processor's cache between reading and hashing.
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
        defer { piece.deallocate() }
        while true {
            let count = read(file, piece.baseAddress, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return digest.finalize() }
            digest.update(UnsafeRawBufferPointer(rebasing: piece[..<count]))
        }
    }

    /// Takes in more bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        byteCount &+= UInt64(bytes.count)
        var rest = bytes[...]
        if !pending.isEmpty {
            let missing = rest.prefix(64 - pending.count)
            pending.append(contentsOf: missing)
            rest = rest.dropFirst(missing.count)
            guard pending.count == 64 else { return }
            pending.withUnsafeBytes { compress(whole: $0) }
            pending.removeAll(keepingCapacity: true)
        }
        let whole = rest.prefix(rest.count & ~63)
        compress(whole: UnsafeRawBufferPointer(rebasing: whole))
        pending.append(contentsOf: rest.dropFirst(whole.count))
    }

    /// Ends the message and gives its digest in hexadecimal.
    package mutating func finalize() -> String {
        let bits = byteCount &* 8
        let zeros = (119 - Int(byteCount % 64)) % 64
        var padding: [UInt8] = [0x80] + [UInt8](repeating: 0, count: zeros)
        for shift in stride(from: UInt64(0), to: 64, by: 8) { padding.append(UInt8(truncatingIfNeeded: bits >> shift)) }
        padding.withUnsafeBytes { update($0) }
        return [state.a, state.b, state.c, state.d].map { String(format: "%08x", $0.byteSwapped) }.joined()
    }

    private mutating func compress(whole blocks: UnsafeRawBufferPointer) {
        guard let start = blocks.baseAddress else { return }
        var local = state
        for offset in stride(from: 0, to: blocks.count, by: 64) { local.compress(start + offset) }
        state = local
    }
}
