import Foundation
import Testing

@testable import LessonRun

@Suite("Where nothing can be written, a run says so in one sentence and spoils nothing", .serialized)
struct FullDiskTests {
    private static let lesson = LessonTool.lesson(
        """
        print(String(repeating: "long ", count: 10_000))
        """)

    /// Runs the tool with a limit on the size of the files that it, and what it starts, may write.
    private func run(
        _ arguments: String, limit: Int, in directory: String, temporary: String = NSTemporaryDirectory()
    ) throws -> LessonTool.Result {
        try LessonTool.run(
            ["-c", "ulimit -f \(limit); exec '\(Lab.executable)' \(arguments)"], in: directory,
            environment: ["TMPDIR": temporary], executable: "/bin/sh")
    }

    @Test("Outputs that do not fit exit 5 with the path and the remedy; the old ones stay whole, and nothing else")
    func outputs() throws {
        try LessonTool.withLessons(["l.md": Self.lesson]) { directory in
            #expect(try LessonTool.run(["run", "l.md"], in: directory).status == 0)
            let folder = URL(fileURLWithPath: "\(directory)/outputs")
            func contents() throws -> [String: Data] {
                let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                return try Dictionary(
                    uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: folder.appendingPathComponent($0))) })
            }
            let old = try contents()
            #expect(old.count == 3)
            let result = try run("run l.md --force", limit: 40, in: directory)
            #expect(result.status == 5)
            let sentences = result.errors.split(separator: "\n").filter { $0.contains("error:") }
            #expect(sentences.count == 1, "\(result.errors)")
            #expect(
                sentences[0].hasSuffix(
                    "outputs/l.html: error: the outputs cannot be written (File too large); "
                        + "see that the folder can be written and has room, or choose another with --output"))
            #expect(try contents() == old)
            #expect(try LessonTool.run(["run", "l.md"], in: directory).status == 0)
        }
    }

    @Test("A compiler that cannot write its files is no fault of the cell", arguments: [4, 12])
    func compiler(limit: Int) throws {
        let code = "func f(_ x: Int) -> Int { x }\n" + (0..<100).map { "let a\($0) = f(\($0))" }.joined(separator: "\n")
        try LessonTool.withLessons(["l.md": LessonTool.lesson(code)]) { directory in
            let temporary = "\(directory)/tmp"
            try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
            let result = try run("run l.md --no-cache", limit: limit, in: directory, temporary: temporary)
            #expect(result.status == 5, "\(result.errors)")
            #expect(
                result.errors.contains("' could not be written (File too large); free some space"), "\(result.errors)")
            #expect(!result.errors.contains("✗"))
            #expect(!FileManager.default.fileExists(atPath: "\(directory)/outputs/l.html"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
        }
    }

    @Test("The compiler's and the linker's words about a full disk are told from errors of the cell")
    func words() {
        func error(_ message: String, column: Int? = nil, excerpt: String = "") -> RunError? {
            let diagnostic = CompilerDiagnostic(
                severity: .error, line: 3, column: column, message: message, excerpt: excerpt)
            return CompilerTrouble.error(in: [diagnostic], directory: "/tmp/run")
        }
        #expect(
            error("unable to open output file '/c/modules/A.pcm': 'No space left on device'")
                == .cannotWrite(path: "/c/modules/A.pcm", reason: "No space left on device"))
        #expect(
            error(
                "the cell could not be linked",
                excerpt: "ld.lld: error: failed to write output '/tmp/run/Cell1.so': Disk quota exceeded")
                == .cannotWrite(path: "/tmp/run/Cell1.so", reason: "Disk quota exceeded"))
        #expect(
            error("LLVM ERROR: IO failure on output stream: no space left on device")
                == .cannotWrite(path: "/tmp/run", reason: "No space left on device"))
        #expect(error("cannot find 'No space left on device' in scope", column: 7) == nil)
        #expect(error("could not build C module 'CDispatch'") == nil)
        let damaged = "malformed compiled module: /c/modules/engine/0/Transfer.swiftmodule"
        #expect(error(damaged) == .damagedModule(reason: damaged))
    }

    @Test("Without HOME, and with a HOME that cannot be written, the sentence names what to set")
    func home() throws {
        try LessonTool.withLessons(["l.md": LessonTool.lesson("print(1)"), "file": ""]) { directory in
            func run(_ words: String) throws -> LessonTool.Result {
                try LessonTool.run(
                    ["-c", "\(words) exec '\(Lab.executable)' run l.md --force"], in: directory, executable: "/bin/sh")
            }
            let unwritable = try run("unset XDG_CACHE_HOME; export HOME='\(directory)/file';")
            #expect(unwritable.status == 5)
            #expect(unwritable.errors.contains("'\(directory)/file/.cache/lesson/modules' could not be written ("))
            #expect(unwritable.errors.contains("); free some space, or set TMPDIR and XDG_CACHE_HOME to folders that"))
            let temporary = try run("export TMPDIR='\(directory)/file';")
            #expect(temporary.status == 5)
            #expect(temporary.errors.contains("'\(directory)/file' could not be written ("))
        }
    }
}
