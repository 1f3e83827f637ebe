/// Yann Collet's 64-bit hash XXH64, with the seed 0, for telling data apart where nobody means harm; words are
/// little-endian, as those of the processors that Swift runs on.
enum XXH64 {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

    /// The hash of some bytes.
    static func digest(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        guard let base = bytes.baseAddress, bytes.count >= 32 else {
            return avalanche(tail(prime5 &+ UInt64(bytes.count), bytes))
        }
        let whole = bytes.count & ~31
        let hash =
            if Int(bitPattern: base) % MemoryLayout<UInt64>.alignment == 0 {
                stripes(base, whole)
            } else {
                // Words are read where they lie; only parts of other things lie elsewhere than at multiples of 8.
                withUnsafeTemporaryAllocation(byteCount: whole, alignment: 8) { copy in
                    copy.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
                    return copy.baseAddress.map { stripes($0, whole) } ?? 0
                }
            }
        return avalanche(tail(hash &+ UInt64(bytes.count), UnsafeRawBufferPointer(rebasing: bytes[whole...])))
    }

    /// The hash of whole stripes of 32 bytes; written out, because a call for each word would take most of the time in a
    /// build for debugging.
    private static func stripes(_ base: UnsafeRawPointer, _ count: Int) -> UInt64 {
        let (first, second) = (prime1, prime2)
        var (a, b, c, d) = (first &+ second, second, UInt64(0), 0 &- first)
        var index = 0
        while index < count {
            a = a &+ base.load(fromByteOffset: index, as: UInt64.self) &* second
            b = b &+ base.load(fromByteOffset: index &+ 8, as: UInt64.self) &* second
            c = c &+ base.load(fromByteOffset: index &+ 16, as: UInt64.self) &* second
            d = d &+ base.load(fromByteOffset: index &+ 24, as: UInt64.self) &* second
            a = (a &<< 31 | a &>> 33) &* first
            b = (b &<< 31 | b &>> 33) &* first
            c = (c &<< 31 | c &>> 33) &* first
            d = (d &<< 31 | d &>> 33) &* first
            index = index &+ 32
        }
        var hash = rotated(a, 1) &+ rotated(b, 7) &+ rotated(c, 12) &+ rotated(d, 18)
        for lane in [a, b, c, d] { hash = (hash ^ round(0, lane)) &* first &+ prime4 }
        return hash
    }

    /// The hash of an array's bytes.
    static func digest(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { digest($0) } }

    /// The hash of numbers, to the bit.
    static func digest(_ numbers: UnsafeBufferPointer<Float>) -> UInt64 { digest(UnsafeRawBufferPointer(numbers)) }

    /// Takes in the last, fewer than 32 bytes.
    private static func tail(_ hash: UInt64, _ bytes: UnsafeRawBufferPointer) -> UInt64 {
        guard let base = bytes.baseAddress else { return hash }
        var hash = hash
        var offset = 0
        while offset + 8 <= bytes.count {
            let word = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            hash = rotated(hash ^ round(0, word), 27) &* prime1 &+ prime4
            offset += 8
        }
        if offset + 4 <= bytes.count {
            let half = base.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            hash = rotated(hash ^ UInt64(half) &* prime1, 23) &* prime2 &+ prime3
            offset += 4
        }
        for byte in bytes[offset...] { hash = rotated(hash ^ UInt64(byte) &* prime5, 11) &* prime1 }
        return hash
    }

    private static func avalanche(_ hash: UInt64) -> UInt64 {
        var hash = hash
        hash = (hash ^ hash >> 33) &* prime2
        hash = (hash ^ hash >> 29) &* prime3
        return hash ^ hash >> 32
    }

    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotated(lane &+ word &* prime2, 31) &* prime1
    }

    private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 { word &<< count | word &>> (64 &- count) }
}
