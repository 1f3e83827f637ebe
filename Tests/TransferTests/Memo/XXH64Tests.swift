import Foundation
import Testing

@testable import Transfer

@Suite("XXH64 digests are those of the reference")
struct XXH64Tests {
    @Test("for lengths around all borders, at any alignment")
    func digests() throws {
        let data = try Data(contentsOf: fixture("Memo/xxh64.json"))
        let expected = try JSONDecoder().decode([String: String].self, from: data)
        #expect(expected.count > 60)
        for (key, digest) in expected {
            let count = try #require(Int(key))
            let bytes: [UInt8] = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 251) }
            #expect(String(format: "%016lx", XXH64.digest(bytes)) == digest)
            let shifted: [UInt8] = [0] + bytes
            let moved: UInt64 = shifted.withUnsafeBytes {
                XXH64.digest(UnsafeRawBufferPointer(rebasing: $0.dropFirst()))
            }
            #expect(String(format: "%016lx", moved) == digest)
        }
    }
}
