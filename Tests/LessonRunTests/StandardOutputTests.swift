import Foundation
import Glibc
import Testing

@Suite("A command whose standard output cannot be written says so, and exits 5")
struct StandardOutputTests {
    /// Runs a command line in which `lesson` stands for the tool.
    private func shell(_ line: String, in directory: String) throws -> LessonTool.Result {
        try LessonTool.run(
            ["-c", "lesson() { '\(Lab.executable)' \"$@\"; }; \(line)"], in: directory, executable: "/bin/bash")
    }

    @Test(
        "A full disk is told in one sentence, whatever came of the command",
        arguments: [
            "run l.md --force --json", "plan l.md", "plan l.md --json", "verify l.md", "update l.md", "explain l.md",
            "doctor", "cache ls", "cache gc", "report merge r.report.json --output m", "new n.md", "weights list",
            "--help", "verify --help", "--version", "--generate-completion-script bash",
        ])
    func full(command: String) throws {
        try LessonTool.withLessons(["l.md": LessonTool.lesson("print(1)")]) { directory in
            #expect(try shell("lesson run l.md --report r.report.json", in: directory).status == 0)
            let result = try shell("lesson \(command) > /dev/full", in: directory)
            #expect(result.status == 5)
            let sentences = result.errors.split(separator: "\n").filter { $0.contains("standard output") }
            #expect(
                sentences == [
                    "standard output could not be written (No space left on device); free some space, or send it "
                        + "to a file or program that takes it"
                ], "\(result.errors)")
        }
    }

    @Test("A reader that goes away is no failure")
    func closedPipe() throws {
        try LessonTool.withLessons(["l.md": LessonTool.lesson("print(1)")]) { directory in
            let result = try shell("lesson plan l.md --json | true; echo ${PIPESTATUS[0]}", in: directory)
            #expect(result.output == "0\n")
            #expect(result.errors.isEmpty)
        }
    }

    @Test("What goes to a non-blocking pipe, whose reader is slow, is written whole")
    func nonBlocking() throws {
        // The completions for a shell are longer than the pipe is made to hold.
        let arguments = ["--generate-completion-script", "bash"]
        let expected = try LessonTool.run(arguments).output
        #expect(expected.utf8.count > 4096)
        let pipe = Pipe()
        let writer = pipe.fileHandleForWriting.fileDescriptor
        // 1031 is F_SETPIPE_SZ, which Swift does not see.
        let (isNonBlocking, size) = (fcntl(writer, F_SETFL, O_NONBLOCK) == 0, fcntl(writer, 1031, 4096))
        try #require(isNonBlocking && size == 4096)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Lab.executable)
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        usleep(300_000)
        let text = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(String(decoding: text, as: UTF8.self) == expected)
    }
}
