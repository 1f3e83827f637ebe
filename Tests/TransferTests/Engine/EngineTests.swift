import Foundation
import Testing
import Transfer

/// The suites that share the process' random state and output sink run one after another.
@Suite("The engine", .serialized)
struct EngineTests {}

/// A sink that keeps what it is given.
final class RecordingSink: OutputSink, @unchecked Sendable {
    private let lock = NSLock()
    private var outputs: [Output] = []
    private var reports: [WorkProgress] = []

    func show(_ output: Output) { lock.withLock { outputs.append(output) } }
    func report(_ progress: WorkProgress) { lock.withLock { reports.append(progress) } }

    var shown: [Output] { lock.withLock { outputs } }
    var progress: [WorkProgress] { lock.withLock { reports } }

    /// Records what the body shows.
    static func recording(_ body: () throws -> Void) rethrows -> RecordingSink {
        let (sink, before) = (RecordingSink(), OutputSinks.current)
        OutputSinks.current = sink
        defer { OutputSinks.current = before }
        try body()
        return sink
    }
}

/// A folder that is removed when the test is over.
final class TemporaryFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Puts a copy of a fixture into the folder.
    func add(_ name: String, copyOf fixtureName: String) throws {
        let target = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: fixture(fixtureName), to: target)
    }

    /// A folder of six pictures of two classes.
    static func pictures() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (name, source) in [
            ("ant/c.png", "chelsea_128"), ("ant/deep/z.PNG", "fish9_128"), ("ant/a.png", "hammer5_128"),
            ("Zebra/b.png", "coffee_128"), ("Zebra/a.png", "tajMahal_128"), ("Zebra/c.png", "windmill8_128"),
        ] { try folder.add(name, copyOf: "Engine/Golden/\(source).png") }
        try "no picture".write(toFile: folder.path + "/ant/notes.txt", atomically: true, encoding: .utf8)
        return folder
    }
}

/// Numbers that look random but are always the same.
func sampleTensor(_ shape: [Int]) throws -> Tensor {
    try Tensor(
        shape: shape, values: (0..<shape.reduce(1, *)).map { Float(($0 * 7919 + 13) % 1009) / 504.5 - 1 })
}
