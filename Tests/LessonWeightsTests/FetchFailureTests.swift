import Foundation
import Glibc
import Testing

@Suite("What goes wrong while weights are fetched has a sentence, and leaves nothing wrong behind", .serialized)
struct FetchFailureTests {
    private let weights = FakeWeights()

    /// Expects a failure that leaves no file.
    private func expectFailure(
        _ words: String, from reply: @escaping @Sendable (LoopbackServer.Request) -> LoopbackServer.Reply,
        arguments: [String] = Home.arguments, attempts: Int = 1
    ) throws {
        try LoopbackServer.serve({ request, _ in reply(request) }) { server in
            try Home.with { home in
                let result = try home.run(
                    ["weights", "fetch"] + arguments + ["--from", server.address, "--attempts", "\(attempts)"])
                #expect(result.status == 5)
                #expect(result.errors.contains(words), "\(result.errors)")
                #expect(result.output.isEmpty)
                #expect(try FileManager.default.contentsOfDirectory(atPath: home.models) == [])
            }
        }
    }

    @Test("An address without a file is named with the server's status")
    func notFound() throws {
        try expectFailure(
            "/\(Home.fileName), received HTTP status 404", from: { _ in LoopbackServer.Reply(status: "404 Not Found") })
    }

    @Test("A damaged file is told by its checksum, and removed")
    func corrupted() throws {
        try expectFailure(
            "has the MD5",
            from: { [weights] request in
                var reply = weights.reply(to: request)
                reply.body[1000] ^= 1
                return reply
            })
    }

    @Test("A page of words is no weights file")
    func page() throws {
        try expectFailure(
            "is not a Keras weights file (something else)",
            from: { _ in LoopbackServer.Reply(body: Array("<html>Please log in</html>".utf8)) })
    }

    @Test("A length below the file's own is told by the file")
    func tooShort() throws {
        try expectFailure(
            "is not a Keras weights file (200000 of 300007 bytes)",
            from: { [weights] _ in LoopbackServer.Reply(body: weights.bytes, claimedLength: 200_000) })
    }

    @Test("A file of another size than Keras' is refused before it is downloaded")
    func otherSize() throws {
        try expectFailure(
            "expected 58889256 bytes", from: { [weights] request in weights.reply(to: request) }, arguments: ["vgg16"])
    }

    @Test("A length above the file's own is a connection that breaks")
    func tooLong() throws {
        try LoopbackServer.serve({ [weights] request, _ in
            var reply = weights.reply(to: request)
            reply.claimedLength = reply.body.count + 1000
            return reply
        }) { server in
            try Home.with { home in
                let result = try home.fetch(from: server.address, ["--attempts", "2"])
                #expect(result.status == 5)
                #expect(result.errors.contains("after 300.0 of 301.0 kB"), "\(result.errors)")
                #expect(!FileManager.default.fileExists(atPath: home.file))
            }
        }
    }

    @Test("A server that cannot be reached is named")
    func unreachable() throws {
        try Home.with { home in
            let name = try home.fetch(from: "http://weights.invalid/")
            #expect(name.status == 5)
            #expect(name.errors.contains("cannot be reached (Could not resolve host: weights.invalid)"))
            let port = try home.fetch(from: "http://127.0.0.1:1/")
            #expect(port.status == 5)
            #expect(port.errors.contains("cannot be reached"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: home.models) == [])
        }
    }

    @Test("A server without encryption where it is asked for is named")
    func insecure() throws {
        try LoopbackServer.serve({ [weights] request, _ in weights.reply(to: request) }) { server in
            try Home.with { home in
                let result = try home.fetch(from: "https://127.0.0.1:\(server.port)/")
                #expect(result.status == 5)
                #expect(result.errors.contains("no secure connection"), "\(result.errors)")
            }
        }
    }

    @Test("A folder that cannot be written, and a disk that takes no more, are named")
    func unwritable() throws {
        try LoopbackServer.serve({ [weights] request, _ in weights.reply(to: request) }) { server in
            try Home.with { home in
                let folder = try home.fetch(from: server.address, environment: ["KERAS_HOME": "/dev/null"])
                #expect(folder.status == 5)
                #expect(folder.errors.contains("'/dev/null/models' cannot be written"))
                let arguments = ["weights", "fetch"] + Home.arguments + ["--from", server.address]
                let full = try home.run(arguments, shell: "ulimit -f 100")
                #expect(full.status == 5)
                #expect(full.errors.contains(".part' cannot be written (File too large)"), "\(full.errors)")
                #expect(try home.run(arguments).status == 0)
            }
        }
    }

    @Test("Two at once do not write one file")
    func twice() throws {
        try LoopbackServer.serve({ [weights] request, _ in
            var reply = weights.reply(to: request)
            reply.pause = 1
            return reply
        }) { server in
            try Home.with { home in
                let arguments = ["weights", "fetch"] + Home.arguments + ["--from", server.address]
                let first = try home.run(arguments) { _ in
                    try waitUntil { server.requests.count == 1 }
                    let second = try home.run(arguments)
                    #expect(second.status == 5)
                    #expect(second.errors.contains("another 'lesson weights fetch' is writing"))
                }
                #expect(first.status == 0, "\(first.errors)")
                #expect(server.requests.count == 1)
            }
        }
    }

    @Test("Ctrl-C exits 130, keeps the beginning, and the next command goes on from there")
    func interrupt() throws {
        try LoopbackServer.serve({ [weights] request, number in
            var reply = weights.reply(to: request)
            if number == 0 { reply.pause = 20 }
            return reply
        }) { server in
            try Home.with { home in
                let arguments = ["weights", "fetch"] + Home.arguments + ["--from", server.address]
                let result = try home.run(arguments) { process in
                    try waitUntil { size(home.file + ".part") >= 150_003 }
                    process.interrupt()
                }
                #expect(result.status == 130)
                #expect(result.errors.contains("the first 150.0 kB are kept"))
                #expect(try home.run(arguments).status == 0)
                #expect(server.requests.map(\.start) == [nil, 150_003])
            }
        }
    }

    @Test("Wrong arguments exit 2", arguments: [["--from", "ftp://a/"], ["--size", "100"], ["--alpha", "3"]])
    func usage(_ more: [String]) throws {
        try Home.with { home in
            let variant = try home.run(["weights", "fetch", "mobilenet"] + more)
            #expect(variant.status == 2)
            let network = try home.run(["weights", "fetch", "vgg17"])
            #expect(network.status == 2)
        }
    }

    private func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    }

    private func waitUntil(_ condition: () throws -> Bool) throws {
        let start = ContinuousClock.now
        while try !condition() {
            guard ContinuousClock.now - start < .seconds(20) else { throw POSIXError(.ETIMEDOUT) }
            usleep(5_000)
        }
    }
}
