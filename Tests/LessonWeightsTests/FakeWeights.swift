import Foundation
import Transfer

/// Bytes that begin as a whole HDF5 file does, and honest answers about them.
struct FakeWeights: Sendable {
    let bytes: [UInt8]
    let tag: String

    init(count: Int = 300_007, seed: Int = 1) {
        var bytes = (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 31 &+ seed) >> 3) }
        bytes.replaceSubrange(0..<8, with: [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A])
        bytes.replaceSubrange(8..<16, with: [0, 0, 0, 0, 0, 8, 8, 0])
        for place in 0..<8 { bytes[40 + place] = UInt8(truncatingIfNeeded: count >> (8 * place)) }
        self.bytes = bytes
        tag = "\"\(MD5.hex(bytes))\""
    }

    /// The file's MD5 as Keras' server gives it.
    var hash: String {
        let hex = Array(MD5.hex(bytes))
        let digest = stride(from: 0, to: 32, by: 2).compactMap { UInt8(String(hex[$0...$0 + 1]), radix: 16) }
        return "crc32c=AAAAAA==, md5=\(Data(digest).base64EncodedString())"
    }

    /// The whole file, or the rest that the request asks for.
    func reply(to request: LoopbackServer.Request) -> LoopbackServer.Reply {
        let headers = ["ETag": tag, "x-goog-hash": hash]
        guard let start = request.start, request.headers["if-range"] ?? tag == tag else {
            return LoopbackServer.Reply(headers: headers, body: bytes)
        }
        guard start < bytes.count else {
            return LoopbackServer.Reply(
                status: "416 Range Not Satisfiable", headers: ["Content-Range": "bytes */\(bytes.count)"])
        }
        let range = ["Content-Range": "bytes \(start)-\(bytes.count - 1)/\(bytes.count)"]
        return LoopbackServer.Reply(
            status: "206 Partial Content", headers: headers.merging(range) { $1 }, body: Array(bytes[start...]))
    }
}
