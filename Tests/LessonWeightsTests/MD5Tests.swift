import Foundation
import Testing
import Transfer

@Suite("MD5 digests are those of RFC 1321 and of Python")
struct MD5Tests {
    @Test(
        "The texts of RFC 1321",
        arguments: [
            ("", "d41d8cd98f00b204e9800998ecf8427e"),
            ("a", "0cc175b9c0f1b6a831c399e269772661"),
            ("abc", "900150983cd24fb0d6963f7d28e17f72"),
            ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
            ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
            (
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
                "d174ab98d277d9f5a5611c2c9f419d9f"
            ),
            (
                "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
                "57edf4a22be3c955ac49da2e2107b67a"
            ),
        ])
    func texts(_ text: String, _ digest: String) {
        #expect(MD5.hex(Array(text.utf8)) == digest)
    }

    @Test("Python's digests of files, at the borders of blocks and over many of them")
    func files() throws {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/md5", withExtension: "json"))
        let digests = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: url))
        #expect(digests.count == 15)
        for (length, digest) in digests {
            let count = try #require(Int(length))
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 251) }
            try Place.temporary { folder in
                try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/file"))
                #expect(MD5.hex(ofFile: "\(folder)/file") == digest, "\(length) bytes")
            }
        }
    }

    @Test("Pieces of any size give the digest of the whole", arguments: [1, 3, 63, 64, 65, 200])
    func pieces(_ size: Int) {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        var digest = MD5()
        for start in stride(from: 0, to: bytes.count, by: size) {
            bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { digest.update($0) }
        }
        #expect(digest.finalize() == MD5.hex(bytes))
    }

    @Test("A file that is not there has no digest")
    func missing() {
        #expect(MD5.hex(ofFile: "/nowhere/file") == nil)
    }
}
