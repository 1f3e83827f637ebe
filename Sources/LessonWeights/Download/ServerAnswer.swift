import Foundation
import FoundationNetworking

/// What a server's answer says of the file.
struct ServerAnswer {
    let status: Int
    /// Where in the file the answer begins; 0 unless it is a part.
    let start: Int?
    /// The size of the whole file in bytes.
    let total: Int?
    /// A strong tag of this version of the file, or the time of its last change.
    let validator: String?
    /// The file's MD5 in hexadecimal.
    let md5: String?

    init(_ response: HTTPURLResponse) {
        status = response.statusCode
        let length = response.value(forHTTPHeaderField: "Content-Length").flatMap { Int($0) }
        if status == 206 {
            // bytes 100-199/200
            let range = response.value(forHTTPHeaderField: "Content-Range") ?? ""
            let match = range.wholeMatch(of: /bytes\s+(\d+)-\d+\/(\d+|\*)/)
            start = match.flatMap { Int($0.1) }
            total = match.flatMap { Int($0.2) }
        } else {
            start = 0
            total = length
        }
        let tag = response.value(forHTTPHeaderField: "ETag")
        validator = tag.flatMap { $0.hasPrefix("\"") ? $0 : nil } ?? response.value(forHTTPHeaderField: "Last-Modified")
        // Keras' server gives: crc32c=…, md5=… (base 64).
        let hashes = response.value(forHTTPHeaderField: "x-goog-hash") ?? ""
        let base64 =
            hashes.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            .first { $0.hasPrefix("md5=") }.map { String($0.dropFirst(4)) }
            ?? response.value(forHTTPHeaderField: "Content-MD5")
        md5 = base64.flatMap { Data(base64Encoded: $0) }.flatMap { digest in
            digest.count == 16 ? digest.map { String(format: "%02x", $0) }.joined() : nil
        }
    }
}
