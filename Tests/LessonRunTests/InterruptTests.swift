import Foundation
import LessonRun
import Testing

@Suite("Ctrl-C stops whatever a cell does, saves what there is, and leaves no process", .serialized)
struct InterruptTests {
    /// What a cell does for ever, after it has said that it begins.
    private static let works = [
        "while true {}",
        "Thread.sleep(forTimeInterval: 600)",
        "signal(SIGTERM, SIG_IGN); signal(SIGINT, SIG_IGN); while true { usleep(1000) }",
        """
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/bin/sh")
        child.arguments = ["-c", "trap '' TERM INT; while :; do sleep 0.1; done"]
        try child.run()
        child.waitUntilExit()
        """,
        """
        let model = try Sequential { Input(shape: [256]); Dense(1024, activation: .relu); Dense(1) }
        try model.compile(optimizer: .sgd(), loss: .meanSquaredError)
        let x = try Tensor(shape: [4096, 256], values: [Float](repeating: 0.5, count: 4096 * 256))
        let y = try Tensor(shape: [4096, 1], values: [Float](repeating: 1, count: 4096))
        try model.fit(x: x, y: y, batchSize: 4096, epochs: 100_000)
        """,
    ]

    @Test("Once and twice, in a loop, asleep, deaf to signals, waiting for a child, and in training", arguments: works)
    func cell(work: String) throws {
        let lesson = """
            # T

            ```swift id=done
            print("kept")
            ```

            ```swift id=works
            try "".write(toFile: "begun", atomically: false, encoding: .utf8)
            \(work)
            ```

            """
        for signals in [1, 2] {
            try LessonTool.withLessons(["l.md": lesson]) { directory in
                let mark = UUID().uuidString
                var interrupted = ContinuousClock.now
                let result = try LessonTool.run(["run", "l.md"], in: directory, environment: ["MARK": mark]) {
                    process in
                    let deadline = ContinuousClock.now + .seconds(60)
                    while !FileManager.default.fileExists(atPath: "\(directory)/begun"), ContinuousClock.now < deadline
                    {
                        usleep(20_000)
                    }
                    usleep(200_000)
                    interrupted = .now
                    for _ in 0..<signals {
                        kill(process.processIdentifier, SIGINT)
                        // Two at once would be one.
                        usleep(5_000)
                    }
                }
                #expect(result.status == 130, "\(result.errors)")
                #expect(ContinuousClock.now - interrupted < .seconds(20))
                let record = try JSONDecoder().decode(
                    RunRecord.self, from: Data(contentsOf: URL(fileURLWithPath: "\(directory)/outputs/l.json")))
                #expect(record.cells.map(\.outcome.kind) == [.ok, .interrupted])
                #expect(record.cells[0].outputs == [.stream(.stdout, "kept\n")])
                #expect(MarkedProcesses.all(mark).isEmpty)
            }
        }
    }
}

/// The processes whose environment has a mark.
enum MarkedProcesses {
    /// The processes with `MARK=mark`, by their ids.
    static func all(_ mark: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { name in
            guard Int(name) != nil, let data = FileManager.default.contents(atPath: "/proc/\(name)/environ") else {
                return false
            }
            return String(decoding: data, as: UTF8.self).contains("MARK=\(mark)")
        }
    }
}
