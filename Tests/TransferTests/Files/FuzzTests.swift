import Foundation
import Testing

@testable import Transfer

@Suite("Damaged files end in a sentence, never in a crash")
struct FuzzTests {
    private static let samples = [
        "formats.h5", "latest.h5", "many.h5", "archive.zip", "large.zip", "Dialects/keras1.h5",
        "Dialects/keras2_half.h5",
        "Dialects/keras3_whole.h5", "Dialects/keras3.weights.h5", "Dialects/keras3_whole.keras",
        "Dialects/f16.safetensors", "../Engine/NumPy/mixed.npy", "../Engine/NumPy/special.npy",
    ]

    /// Changes some bytes as accidents and attackers do.
    static func mutate(_ original: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            guard bytes.count > 16 else { break }
            // What describes the numbers stands mostly in front, or at the end.
            let reach = [64, 512, 4096, bytes.count].randomElement(using: &random) ?? bytes.count
            let offset = Int.random(in: 0..<min(reach, bytes.count - 8), using: &random)
            let position = Bool.random(using: &random) ? offset : bytes.count - 9 - offset
            guard position >= 0 else { continue }
            switch Int.random(in: 0..<7, using: &random) {
            case 0: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: bytes[position] = .random(in: 0...255, using: &random)
            case 2: bytes[position] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
            case 3:
                let numbers = [0, -1, .max, .min, 1 << 31, 1 << 32, bytes.count, bytes.count - 1, position, 8, 96]
                let number = numbers.randomElement(using: &random) ?? 0
                withUnsafeBytes(of: number.littleEndian) {
                    bytes.replaceSubrange(position & ~7..<(position & ~7) + 8, with: $0)
                }
            case 4: bytes.removeLast(Int.random(in: 0..<bytes.count / 2, using: &random))
            case 5: bytes.remove(at: position)
            default:
                let source = Int.random(in: 0..<bytes.count - 8, using: &random) & ~7
                bytes.replaceSubrange(position & ~7..<(position & ~7) + 8, with: Array(bytes[source..<source + 8]))
            }
        }
        return bytes
    }

    /// `TRANSFER_FUZZ_COUNT` inputs (1500), at most `TRANSFER_FUZZ_SECONDS` (8), from `TRANSFER_FUZZ_SEED` (1) on; with
    /// `TRANSFER_FUZZ_FOLDER` each input is kept in a file there while it is being read.
    @Test func mutations() throws {
        let environment = ProcessInfo.processInfo.environment
        func setting(_ name: String, _ standard: Int) -> Int {
            environment["TRANSFER_FUZZ_" + name].flatMap(Int.init) ?? standard
        }
        let originals = try Self.samples.map { [UInt8](try Data(contentsOf: fixture("Files/\($0)"))) }
        let end = Date(timeIntervalSinceNow: Double(setting("SECONDS", 8)))
        var (count, refused, slowest) = (0, 0, 0.0)
        for seed in setting("SEED", 1)..<setting("SEED", 1) + setting("COUNT", 1500) where Date() < end {
            var random = SeededGenerator(state: UInt64(seed))
            let number = seed % originals.count
            let bytes = Self.mutate(originals[number], &random)
            if let folder = environment["TRANSFER_FUZZ_FOLDER"] {
                try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/current"))
            }
            let start = Date()
            do {
                let source = ByteSource(bytes, path: "fuzzed")
                if Self.samples[number].hasSuffix("npy") {
                    _ = try Tensor.load(npy: source)
                } else {
                    try FileWalk.everything(in: source)
                }
            } catch is TransferError {
                refused += 1
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
            slowest = max(slowest, Date().timeIntervalSince(start))
            count += 1
        }
        #expect(slowest < 5)
        #expect(refused > count / 5)
        if environment["TRANSFER_FUZZ_COUNT"] != nil {
            print("\(count) damaged files, \(refused) refused, the slowest took \(slowest) s")
        }
    }
}

/// Equal numbers from equal seeds (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
