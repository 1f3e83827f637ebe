import Foundation
import Glibc
import LessonRender
import LessonRun
import Testing

@Suite("A runner that is killed leaves the old outputs or the new ones")
struct KilledRunnerTests {
    private static let lesson = """
        ---
        params: {edition: 0}
        ---
        # Editions

        ```swift id=edition
        print("edition <\\(params.edition)>")
        try ConfusionMatrix(truth: [0, 1, 1], predictions: [0, 1, 0], classNames: ["a", "b"]).plot()
        ```

        """

    /// How often to kill: `LESSON_KILLS`, else a few times.
    private static let kills = ProcessInfo.processInfo.environment["LESSON_KILLS"].flatMap { Int($0) } ?? 4

    @Test("Killed at a random moment: no file is half, all belong together, and the next run cleans up")
    func kill() throws {
        let folder = try Lab.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let temporary = "\(folder)/tmp"
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        try Data(Self.lesson.utf8).write(to: URL(fileURLWithPath: "\(folder)/editions.md"))
        let start = ContinuousClock.now
        try run(edition: 0, in: folder, killAfter: nil)
        let length = (ContinuousClock.now - start) / .microseconds(1)
        var edition = 0
        for kill in 1...Self.kills {
            // The end of a run is where its outputs are written.
            let share = kill % 2 == 0 ? Double.random(in: 0.5...1.1) : Double.random(in: 0...1.1)
            try run(edition: kill, in: folder, killAfter: UInt32(length * share))
            let found = try editions(in: "\(folder)/out")
            #expect(found.isSubset(of: [edition, kill]))
            // Between two files' moves both are there, and the journal that the next run ends.
            Artifacts.recover(in: "\(folder)/out")
            let after = try editions(in: "\(folder)/out")
            #expect(after.count == 1, "\(after)")
            edition = try #require(after.first)
        }
        try run(edition: Self.kills + 1, in: folder, killAfter: nil)
        #expect(try editions(in: "\(folder)/out") == [Self.kills + 1])
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out").sorted()
        #expect(names == ["editions", "editions.html", "editions.json", "editions.md"])
    }

    private func run(edition: Int, in folder: String, killAfter microseconds: UInt32?) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Lab.executable)
        process.arguments = ["run", "editions.md", "--output", "out", "-p", "edition=\(edition)"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ProcessInfo.processInfo.environment.merging([
            "XDG_CACHE_HOME": Lab.cache, "TMPDIR": "\(folder)/tmp",
        ]) { $1 }
        process.standardError = FileHandle.nullDevice
        try process.run()
        if let microseconds {
            usleep(microseconds)
            Glibc.kill(process.processIdentifier, SIGKILL)
        }
        process.waitUntilExit()
        if microseconds == nil { #expect(process.terminationStatus == 0) }
    }

    /// The editions that the outputs are of; fails where a file is not whole.
    private func editions(in folder: String) throws -> Set<Int> {
        let json = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/editions.json"))
        let record = try JSONRenderer.record(from: json)
        var found: Set<Int> = []
        if case .stream(_, let text)? = record.cells.first?.outputs.first { found.insert(try edition(in: text)) }
        let page = try String(contentsOfFile: "\(folder)/editions.html", encoding: .utf8)
        #expect(page.hasSuffix("</html>\n"))
        found.insert(try edition(in: page.replacing("&lt;", with: "<").replacing("&gt;", with: ">")))
        let markdown = try String(contentsOfFile: "\(folder)/editions.md", encoding: .utf8)
        #expect(markdown.contains("editions/edition-1.png"))
        found.insert(try edition(in: markdown))
        let picture = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/editions/edition-1.png"))
        #expect(picture.suffix(8).prefix(4) == Data("IEND".utf8))
        return found
    }

    private func edition(in text: String) throws -> Int {
        let match = try #require(text.firstMatch(of: /edition <(\d+)>/))
        return try #require(Int(match.1))
    }
}
