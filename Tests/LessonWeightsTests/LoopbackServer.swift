import Foundation
import Glibc
import Synchronization

/// An HTTP server on this machine alone, which answers as each test wants, truthfully or not.
final class LoopbackServer: Sendable {
    struct Request: Sendable {
        /// What stands between method and version: a path, or a whole address where the server is a proxy.
        let target: String
        let headers: [String: String]

        /// The first byte that is asked for.
        var start: Int? {
            headers["range"].flatMap { $0.wholeMatch(of: /bytes=(\d+)-/) }.flatMap { Int($0.1) }
        }
    }

    struct Reply: Sendable {
        var status = "200 OK"
        var headers: [String: String] = [:]
        var body: [UInt8] = []
        /// What Content-Length says; nil for the truth.
        var claimedLength: Int?
        /// How many bytes of the body are sent before the connection is cut.
        var cut: Int?
        /// Seconds to wait in the middle of the body.
        var pause: Double?
    }

    let port: UInt16
    private let listener: Int32
    private let seen = Mutex<[Request]>([])

    /// The requests so far.
    var requests: [Request] { seen.withLock { $0 } }

    var address: String { "http://127.0.0.1:\(port)/" }

    /// Starts to serve; `reply` is given each request and its number, counted from 0.
    init(_ reply: @escaping @Sendable (Request, Int) -> Reply) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let failure = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) != 0 || listen(descriptor, 16) != 0
                    || getsockname(descriptor, generic, &length) != 0
            }
        }
        guard listener >= 0, !failure else { throw POSIXError(.EADDRNOTAVAIL) }
        port = address.sin_port.bigEndian
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { break }
                Thread.detachNewThread {
                    self.serve(connection, reply)
                    shutdown(connection, Int32(SHUT_RDWR))
                    close(connection)
                }
            }
            close(descriptor)
        }
    }

    /// Starts a server for as long as `body` runs.
    static func serve<T>(
        _ reply: @escaping @Sendable (Request, Int) -> Reply, _ body: (LoopbackServer) throws -> T
    ) throws -> T {
        let server = try LoopbackServer(reply)
        defer { shutdown(server.listener, Int32(SHUT_RDWR)) }
        return try body(server)
    }

    private func serve(_ connection: Int32, _ reply: (Request, Int) -> Reply) {
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while !head.ends(with: Array("\r\n\r\n".utf8)) {
            guard read(connection, &byte, 1) == 1, head.count < 16_384 else { return }
            head.append(byte)
            // The beginning of an encrypted conversation, which this server does not speak.
            if head == [0x16] {
                _ = send(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), to: connection)
                return
            }
        }
        let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count == 3 else { return }
        let headers = lines.dropFirst().compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
        }
        let request = Request(target: String(words[1]), headers: Dictionary(headers) { first, _ in first })
        let number = seen.withLock { seen in
            seen.append(request)
            return seen.count - 1
        }
        let answer = reply(request, number)
        var text = "HTTP/1.1 \(answer.status)\r\nConnection: close\r\n"
        text += "Content-Length: \(answer.claimedLength ?? answer.body.count)\r\n"
        for (name, value) in answer.headers { text += "\(name): \(value)\r\n" }
        guard send(Array((text + "\r\n").utf8), to: connection) else { return }
        let body = answer.body[..<min(answer.cut ?? answer.body.count, answer.body.count)]
        let half = answer.pause == nil ? 0 : body.count / 2
        guard send(Array(body[..<half]), to: connection) else { return }
        if let pause = answer.pause { Thread.sleep(forTimeInterval: pause) }
        _ = send(Array(body[half...]), to: connection)
    }

    private func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

extension Array where Element == UInt8 {
    fileprivate func ends(with end: [UInt8]) -> Bool { suffix(end.count) == end[...] }
}
