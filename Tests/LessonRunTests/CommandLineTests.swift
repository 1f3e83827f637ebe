import Foundation
import LessonRun
import Testing

@Suite("The command line's words and exit statuses", .serialized)
struct CommandLineTests {
    private struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    private func lesson(
        _ arguments: [String], in directory: String? = nil, environment: [String: String] = [:],
        whileRunning: (Process) throws -> Void = { _ in }
    ) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Lab.executable)
        process.arguments = arguments
        process.currentDirectoryURL = directory.map { URL(fileURLWithPath: $0) }
        var variables = ProcessInfo.processInfo.environment
        variables["XDG_CACHE_HOME"] = Lab.cache
        process.environment = variables.merging(environment) { $1 }
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        try whileRunning(process)
        // Each stream is far below a pipe's buffer, so reading one after the other cannot block.
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let errorText = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: text, errors: errorText)
    }

    private func withOutputs(_ body: (String) throws -> Void) throws {
        let directory = try Lab.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try body(directory)
    }

    @Test("A lesson that passes exits 0 and leaves a page, its Markdown and its record")
    func passes() throws {
        try withOutputs { directory in
            let result = try lesson(["run", try Lab.fixture("state"), "--output", directory])
            #expect(result.status == 0)
            #expect(result.output.isEmpty)
            #expect(result.errors.contains("✓ second"))
            #expect(!result.errors.contains("\u{1B}"))
            let names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
            #expect(names == ["state.html", "state.json", "state.md"])
        }
    }

    @Test("A failing cell exits 1, names file and line, and the outputs so far are written")
    func fails() throws {
        try withOutputs { directory in
            let path = try Lab.fixture("trap")
            let result = try lesson(["run", path, "--output", directory])
            #expect(result.status == 1)
            #expect(result.errors.contains("\(path):6: trap: Index out of range"))
            let page = try String(contentsOfFile: "\(directory)/trap.md", encoding: .utf8)
            #expect(page.contains("printed before"))
            #expect(page.contains("Index out of range"))
        }
    }

    @Test("A compile error is printed with the compiler's caret")
    func compileError() throws {
        try withOutputs { directory in
            let path = try Lab.fixture("compile-error")
            let result = try lesson(["run", path, "--output", directory])
            #expect(result.status == 1)
            #expect(
                result.errors.contains(
                    "\(path):9:18: error: cannot convert value of type 'String' to specified type 'Int'")
            )
            #expect(result.errors.contains("    let total: Int = name\n                     ^~~~"))
        }
    }

    @Test("Nothing of a run is left in the temporary directory", arguments: ["state", "trap", "compile-error"])
    func workspace(_ name: String) throws {
        try withOutputs { directory in
            let temporary = try Lab.makeDirectory()
            defer { try? FileManager.default.removeItem(atPath: temporary) }
            _ = try lesson(
                ["run", try Lab.fixture(name), "--output", directory], environment: ["TMPDIR": temporary])
            #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
        }
    }

    @Test("A time limit exits 4, and --timeout sets it")
    func timeLimit() throws {
        try withOutputs { directory in
            let result = try lesson(
                ["run", try Lab.fixture("timeout"), "--output", directory, "--timeout", "500ms"])
            #expect(result.status == 4)
            #expect(result.errors.contains("time limit: the cell ran longer than its limit of 0.5 s"))
        }
    }

    @Test("A folder's lessons all run in order of name, and the worst status wins")
    func folder() throws {
        try withOutputs { directory in
            for name in ["exit", "state"] {
                try FileManager.default.copyItem(atPath: try Lab.fixture(name), toPath: "\(directory)/\(name).md")
            }
            let result = try lesson(["run", ".", "--output", "out"], in: directory)
            #expect(result.status == 1)
            #expect(result.errors.contains("exit.md:5: exit: the cell called exit(3)"))
            #expect(FileManager.default.fileExists(atPath: "\(directory)/out/state.html"))
        }
    }

    @Test("Words that the command line does not know exit 2")
    func usage() throws {
        #expect(try lesson(["run", "--frobnicate", "x.md"]).status == 2)
        #expect(try lesson(["run"]).status == 2)
        let time = try lesson(["run", "x.md", "--timeout", "soon"])
        #expect(time.status == 2)
        #expect(time.errors.contains("expected a time above 0 such as '30s', '2m' or '500ms', received 'soon'"))
    }

    @Test("A missing file and a lesson with wrong options exit 2 and say where")
    func syntax() throws {
        try withOutputs { directory in
            let missing = try lesson(["run", "nowhere.md"], in: directory)
            #expect(missing.status == 2)
            #expect(missing.errors.contains("nowhere.md: error: there is no such file"))
            try Data("# T\n\n```swift hid\n1\n```\n".utf8).write(to: URL(fileURLWithPath: "\(directory)/typo.md"))
            let typo = try lesson(["run", "typo.md"], in: directory)
            #expect(typo.status == 2)
            #expect(typo.errors.contains("typo.md:3: error: unknown option 'hid'; did you mean 'hide'?"))
            #expect(!FileManager.default.fileExists(atPath: "\(directory)/outputs"))
        }
    }

    @Test("Outputs never overwrite a lesson")
    func overwriting() throws {
        try withOutputs { directory in
            let source = "# T\n\n```swift\n1\n```\n"
            try FileManager.default.createDirectory(atPath: "\(directory)/a", withIntermediateDirectories: true)
            try Data(source.utf8).write(to: URL(fileURLWithPath: "\(directory)/a/01.md"))
            let own = try lesson(["run", "01.md", "--output", "."], in: "\(directory)/a")
            #expect(own.status == 2)
            #expect(own.errors.contains("the outputs of '01.md' would overwrite it"))
            #expect(try String(contentsOfFile: "\(directory)/a/01.md", encoding: .utf8) == source)
        }
    }

    @Test("A folder that cannot take outputs is refused before the lesson runs")
    func outputFolder() throws {
        try withOutputs { directory in
            let file = "\(directory)/taken"
            try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
            let result = try lesson(["run", try Lab.fixture("state"), "--output", file])
            #expect(result.status == 5)
            #expect(result.errors.contains("the outputs cannot be written (it is a file)"))
            #expect(!result.errors.contains("✓"))
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
        }
    }

    @Test("Without a toolchain a run exits 5 and points to the doctor, who names what is missing")
    func environment() throws {
        try withOutputs { directory in
            let path = ["PATH": directory]
            let run = try lesson(["run", try Lab.fixture("state"), "--output", directory], environment: path)
            #expect(run.status == 5)
            #expect(run.errors.contains("'swift-frontend' was not found on the search path"))
            let doctor = try lesson(["doctor"], environment: path)
            #expect(doctor.status == 5)
            #expect(doctor.output.contains("✗ Swift toolchain"))
        }
    }

    @Test("On a whole machine the doctor finds everything")
    func doctor() throws {
        let result = try lesson(["doctor"])
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.contains("✓ a cell compiles and runs"))
    }

    @Test("Ctrl-C stops the cell, keeps what there is, and exits 130 without leaving a process")
    func interrupt() throws {
        try withOutputs { directory in
            let start = ContinuousClock.now
            let result = try lesson(
                ["run", try Lab.fixture("timeout"), "--output", directory, "--timeout", "60s"]
            ) { process in
                try waitUntil { try kernels(of: process).count == 1 && busy(try kernels(of: process)[0]) }
                process.interrupt()
            }
            #expect(result.status == 130)
            #expect(ContinuousClock.now - start < .seconds(30))
            let record = try JSONDecoder().decode(
                RunRecord.self, from: Data(contentsOf: URL(fileURLWithPath: "\(directory)/timeout.json")))
            #expect(record.status == .interrupted)
            #expect(try record.cell("slow").outcome.kind == .interrupted)
            #expect(try record.cell("quick").outcome.kind == .ok)
        }
    }

    @Test("Ctrl-C does not wait for a compiler")
    func interruptedCompiler() throws {
        try withOutputs { directory in
            for tool in ["swift-frontend", "ld.lld"] {
                let path = "\(directory)/\(tool)"
                try Data(
                    "#!/bin/sh\n[ \"$1\" = --version ] && exit\necho $$ > '\(directory)/\(tool).pid'\nexec sleep 60\n"
                        .utf8
                )
                .write(to: URL(fileURLWithPath: path))
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            }
            let pidFile = "\(directory)/swift-frontend.pid"
            let start = ContinuousClock.now
            let result = try lesson(
                ["run", try Lab.fixture("state"), "--output", "\(directory)/out"],
                environment: ["PATH": "\(directory):/usr/bin:/bin"]
            ) { process in
                try waitUntil { FileManager.default.contents(atPath: pidFile)?.isEmpty == false }
                process.interrupt()
            }
            #expect(result.status == 130)
            #expect(ContinuousClock.now - start < .seconds(30))
            let pid = try String(contentsOfFile: pidFile, encoding: .utf8).trimmingCharacters(
                in: .whitespacesAndNewlines)
            #expect(!FileManager.default.fileExists(atPath: "/proc/\(pid)"))
        }
    }

    @Test("When the runner is killed its kernel ends too")
    func orphan() throws {
        try withOutputs { directory in
            var kernel: [String] = []
            _ = try lesson(["run", try Lab.fixture("timeout"), "--output", directory, "--timeout", "60s"]) { process in
                try waitUntil { try kernels(of: process).count == 1 && busy(try kernels(of: process)[0]) }
                kernel = try kernels(of: process)
                kill(process.processIdentifier, SIGKILL)
                try waitUntil { kernel.allSatisfy { !FileManager.default.fileExists(atPath: "/proc/\($0)/exe") } }
            }
            #expect(kernel.count == 1)
        }
    }

    @Test("The version and the help are there")
    func version() throws {
        #expect(try lesson(["--version"]).output == "lesson \(LessonRunner.version)\n")
        let help = try lesson(["--help"]).output
        #expect(help.contains("run") && help.contains("doctor") && !help.contains("kernel"))
    }

    /// The kernels that the process started, by their ids.
    private func kernels(of process: Process) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
            guard Int(name) != nil,
                let stat = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
                let parent = stat.split(separator: ")").last?.split(separator: " ").dropFirst().first,
                let command = try? String(contentsOfFile: "/proc/\(name)/cmdline", encoding: .utf8)
            else { return false }
            return Int32(parent) == process.processIdentifier && command.contains("kernel\0--seed")
        }
    }

    /// Whether the process has used a tenth of a second of processor time: its cell is in the endless loop.
    private func busy(_ pid: String) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let fields = stat.split(separator: ")").last?.split(separator: " "), fields.count > 11
        else { return false }
        return (Int(fields[11]) ?? 0) > 30
    }

    private func waitUntil(_ condition: () throws -> Bool) throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while try !condition() {
            guard ContinuousClock.now < deadline else { throw CocoaError(.userCancelled) }
            usleep(20_000)
        }
    }
}
