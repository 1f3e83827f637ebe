/// Damages picture files the way disks, networks and attackers do; equal seeds do equal damage.
struct PictureMutation {
    private var state: UInt64

    /// Starts a sequence of mutations.
    init(seed: UInt64) { state = seed }

    /// A number in `0..<bound`, by SplitMix64.
    mutating func number(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(max(bound, 1)))
    }

    /// A damaged copy of a file; of a PNG file half the copies have right checksums, so that the damage is believed.
    mutating func mutated(_ file: [UInt8]) -> [UInt8] {
        var bytes = file
        for _ in 0...number(below: 4) { change(&bytes) }
        if bytes.starts(with: [0x89, 0x50]), number(below: 2) == 0 { repairChecksums(&bytes) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        guard bytes.count > 8 else { return }
        // Headers decide most: every other change hits one.
        let reach = number(below: 2) == 0 ? min(bytes.count, 64) : bytes.count
        let position = number(below: reach)
        switch number(below: 8) {
        case 0: bytes[position] ^= 1 << number(below: 8)
        case 1, 2: bytes[position] = UInt8(number(below: 256))
        case 3: bytes[position] = [0, 1, 0x7F, 0x80, 0xFF][number(below: 5)]
        case 4: bytes.removeSubrange(position..<min(bytes.count, position + 1 + number(below: 16)))
        case 5: bytes.insert(contentsOf: (0...number(below: 8)).map { _ in UInt8(number(below: 256)) }, at: position)
        case 6:
            let end = min(bytes.count, position + 1 + number(below: 64))
            bytes.insert(contentsOf: bytes[position..<end], at: number(below: bytes.count))
        default: bytes.removeSubrange((bytes.count - number(below: bytes.count))...)
        }
    }

    private func repairChecksums(_ bytes: inout [UInt8]) {
        var position = 8
        while position + 12 <= bytes.count {
            let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
            let end = position + 8 + length
            guard end + 4 <= bytes.count else { return }
            let checksum = Self.checksum(bytes[(position + 4)..<end])
            for byte in 0..<4 { bytes[end + byte] = UInt8(truncatingIfNeeded: checksum >> UInt32(24 - 8 * byte)) }
            position = end + 4
        }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        ~bytes.reduce(UInt32.max) { table[Int(($0 ^ UInt32($1)) & 255)] ^ $0 >> 8 }
    }
}
