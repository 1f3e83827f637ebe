import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Damaged models end in a sentence, never in a crash")
    struct ModelFuzzTests {
        private static let samples = ["net.h5", "graph_2.h5", "graph_3.h5", "sequence_20.h5", "sequence_3.h5"]

        /// Changes numbers and words of the models' descriptions, which stand in the file as text.
        private static func reword(_ original: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
            var bytes = original
            let digits = bytes.indices.filter { position in
                position > 0 && (0x30...0x39).contains(bytes[position])
                    && [0x20, 0x2C, 0x5B].contains(bytes[position - 1])
            }
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                guard let position = digits.randomElement(using: &random) else { break }
                bytes[position] = Array("0123456789-n\"[{".utf8).randomElement(using: &random) ?? 0
            }
            return bytes
        }

        /// `TRANSFER_FUZZ_COUNT` inputs (400), at most `TRANSFER_FUZZ_SECONDS` (4), from `TRANSFER_FUZZ_SEED` (1) on.
        @Test func mutations() throws {
            let environment = ProcessInfo.processInfo.environment
            func setting(_ name: String, _ standard: Int) -> Int {
                environment["TRANSFER_FUZZ_" + name].flatMap(Int.init) ?? standard
            }
            let originals = try Self.samples.map { [UInt8](try Data(contentsOf: fixture("Saving/\($0)"))) }
            let folder = try TemporaryFolder()
            let path = folder.path + "/damaged.h5"
            let end = Date(timeIntervalSinceNow: Double(setting("SECONDS", 4)))
            var (count, refused, slowest) = (0, 0, 0.0)
            for seed in setting("SEED", 1)..<setting("SEED", 1) + setting("COUNT", 400) where Date() < end {
                var random = SeededGenerator(state: UInt64(seed))
                let original = originals[seed % originals.count]
                let isText = seed % 3 != 0
                let bytes = isText ? Self.reword(original, &random) : FuzzTests.mutate(original, &random)
                try Data(bytes).write(to: URL(fileURLWithPath: path))
                if let folder = environment["TRANSFER_FUZZ_FOLDER"] {
                    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/current.h5"))
                }
                let start = Date()
                do {
                    _ = try RecordingSink.recording { _ = try Model.load(path) }
                } catch is TransferError {
                    refused += 1
                } catch {
                    Issue.record("seed \(seed): \(error)")
                }
                slowest = max(slowest, Date().timeIntervalSince(start))
                count += 1
            }
            #expect(slowest < 5)
            #expect(refused > count / 5 && refused < count)
            if environment["TRANSFER_FUZZ_COUNT"] != nil {
                print("\(count) damaged models, \(refused) refused, the slowest took \(slowest) s")
            }
        }
    }
}
