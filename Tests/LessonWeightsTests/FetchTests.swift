import Foundation
import LessonWeights
import Testing

@Suite("lesson weights fetch brings the right file or says why not", .serialized)
struct FetchTests {
    private let weights = FakeWeights()

    /// Whether the folder of weights is empty, or was never made.
    private func isEmpty(_ home: Home) -> Bool {
        (try? FileManager.default.contentsOfDirectory(atPath: home.models))?.isEmpty ?? true
    }

    private func expectComplete(_ home: Home, _ result: Home.Result) throws {
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "\(home.file)\n")
        #expect(FileManager.default.contents(atPath: home.file) == Data(weights.bytes))
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.models) == [Home.fileName])
    }

    @Test("A file comes whole, under Keras' name, with plain lines where nobody watches; and only once")
    func whole() throws {
        try LoopbackServer.serve({ [weights] request, _ in weights.reply(to: request) }) { server in
            try Home.with { home in
                let result = try home.fetch(from: server.address)
                try expectComplete(home, result)
                #expect(result.errors.contains("mobilenet  100 %  300.0 of 300.0 kB"))
                #expect(!result.errors.contains("\r") && !result.errors.contains("\u{1B}"))
                #expect(server.requests.map(\.target) == ["/\(Home.fileName)"])
                let again = try home.fetch(from: server.address)
                try expectComplete(home, again)
                #expect(again.errors.contains("is already here"))
                #expect(server.requests.count == 1)
                try expectComplete(home, try home.fetch(from: server.address, ["--force"]))
                #expect(server.requests.count == 2)
            }
        }
    }

    @Test("The whole address of the file may be given too")
    func wholeAddress() throws {
        try LoopbackServer.serve({ [weights] request, _ in weights.reply(to: request) }) { server in
            try Home.with { home in
                try expectComplete(home, try home.fetch(from: server.address + "other/name.h5"))
                #expect(server.requests.map(\.target) == ["/other/name.h5"])
            }
        }
    }

    @Test("A connection that is cut in the middle of the file goes on where it was cut")
    func cut() throws {
        try LoopbackServer.serve({ [weights] request, number in
            var reply = weights.reply(to: request)
            if number < 2 { reply.cut = 100_000 }
            return reply
        }) { server in
            try Home.with { home in
                try expectComplete(home, try home.fetch(from: server.address))
                #expect(server.requests.map(\.start) == [nil, 100_000, 200_000])
                #expect(server.requests[1].headers["if-range"] == weights.tag)
            }
        }
    }

    @Test("When the attempts are used up the beginning is kept, and the next command goes on from there")
    func resumed() throws {
        try LoopbackServer.serve({ [weights] request, number in
            var reply = weights.reply(to: request)
            if number == 0 { reply.cut = 100_000 }
            return reply
        }) { server in
            try Home.with { home in
                let broken = try home.fetch(from: server.address, ["--attempts", "1"])
                #expect(broken.status == 5)
                #expect(broken.errors.contains("broke 1 time"))
                #expect(broken.errors.contains("100.0 of 300.0 kB; run the same command again"))
                let list = try home.run(["weights", "list"])
                #expect(list.output.contains(/mobilenet .* partial, 33 %/), "\(list.output)")
                let result = try home.fetch(from: server.address)
                try expectComplete(home, result)
                #expect(result.errors.contains("going on after 100.0 of 300.0 kB"))
                #expect(server.requests.map(\.start) == [nil, 100_000])
            }
        }
    }

    @Test("A beginning from another address, or of a file that has changed since, is thrown away")
    func changed() throws {
        let other = FakeWeights(seed: 2)
        try LoopbackServer.serve({ [weights] request, number in
            var reply = number == 0 ? other.reply(to: request) : weights.reply(to: request)
            if number == 0 { reply.cut = 100_000 }
            return reply
        }) { server in
            try Home.with { home in
                #expect(try home.fetch(from: server.address, ["--attempts", "1"]).status == 5)
                try expectComplete(home, try home.fetch(from: server.address))
                #expect(server.requests.map(\.start) == [nil, 100_000])
            }
            try Home.with { home in
                try FileManager.default.createDirectory(atPath: home.models, withIntermediateDirectories: true)
                try Data([1, 2, 3]).write(to: URL(fileURLWithPath: home.file + ".part"))
                try expectComplete(home, try home.fetch(from: server.address))
                #expect(server.requests.last?.start == nil)
            }
        }
    }

    @Test("A server that knows no ranges sends the file from the beginning")
    func withoutRanges() throws {
        try LoopbackServer.serve({ [weights] _, number in
            LoopbackServer.Reply(body: weights.bytes, cut: number == 0 ? 100_000 : nil)
        }) { server in
            try Home.with { home in
                try expectComplete(home, try home.fetch(from: server.address))
                #expect(server.requests.map(\.start) == [nil, 100_000])
            }
        }
    }

    @Test("Redirects are followed, also when a download goes on")
    func redirect() throws {
        try LoopbackServer.serve({ [weights] request, number in
            guard request.target.hasPrefix("/real") else {
                return LoopbackServer.Reply(status: "302 Found", headers: ["Location": "/real"])
            }
            var reply = weights.reply(to: request)
            if number == 1 { reply.cut = 100_000 }
            return reply
        }) { server in
            try Home.with { home in
                try expectComplete(home, try home.fetch(from: server.address))
                #expect(server.requests.filter { $0.target == "/real" }.map(\.start) == [nil, 100_000])
            }
        }
    }

    @Test("http_proxy is used, but not for what no_proxy names")
    func proxy() throws {
        try LoopbackServer.serve({ [weights] request, _ in weights.reply(to: request) }) { server in
            let proxy = ["http_proxy": server.address]
            try Home.with { home in
                try expectComplete(home, try home.fetch(from: "http://weights.invalid/a", environment: proxy))
                #expect(server.requests.map(\.target) == ["http://weights.invalid/a/\(Home.fileName)"])
            }
            try Home.with { home in
                let direct = ["http_proxy": "http://127.0.0.1:1", "no_proxy": "127.0.0.1"]
                try expectComplete(home, try home.fetch(from: server.address, environment: direct))
                #expect(server.requests.last?.target == "/\(Home.fileName)")
            }
        }
    }

    @Test("A busy server is asked again")
    func busyServer() throws {
        try LoopbackServer.serve({ [weights] request, number in
            number == 0 ? LoopbackServer.Reply(status: "503 Service Unavailable") : weights.reply(to: request)
        }) { server in
            try Home.with { home in
                let result = try home.fetch(from: server.address)
                try expectComplete(home, result)
                #expect(result.errors.contains("HTTP status 503"))
            }
        }
    }
}
