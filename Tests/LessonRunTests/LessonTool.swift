import Foundation

/// The built command, run as a user runs it.
struct LessonTool {
    /// What a run of the command gave.
    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs the command to its end; `whileRunning` may watch it.
    static func run(
        _ arguments: [String], in directory: String? = nil, environment: [String: String] = [:],
        executable: String = Lab.executable, whileRunning: (Process) throws -> Void = { _ in }
    ) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = directory.map { URL(fileURLWithPath: $0) }
        var variables = ProcessInfo.processInfo.environment
        variables["XDG_CACHE_HOME"] = Lab.cache
        process.environment = variables.merging(environment) { $1 }
        // Files, because an event stream may be longer than a pipe's buffer.
        let folder = URL(fileURLWithPath: try Lab.makeDirectory())
        defer { try? FileManager.default.removeItem(at: folder) }
        let streams = try ["output", "errors"].map { name -> FileHandle in
            let file = folder.appendingPathComponent(name)
            try Data().write(to: file)
            return try FileHandle(forWritingTo: file)
        }
        process.standardOutput = streams[0]
        process.standardError = streams[1]
        process.standardInput = FileHandle.nullDevice
        try process.run()
        try whileRunning(process)
        process.waitUntilExit()
        let texts = try ["output", "errors"].map {
            String(decoding: try Data(contentsOf: folder.appendingPathComponent($0)), as: UTF8.self)
        }
        return Result(status: process.terminationStatus, output: texts[0], errors: texts[1])
    }

    /// Calls the body with an empty directory in which the named lessons have been written.
    static func withLessons(_ lessons: [String: String] = [:], _ body: (String) throws -> Void) throws {
        let directory = try Lab.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        for (path, text) in lessons {
            let file = URL(fileURLWithPath: directory).appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try body(directory)
    }

    /// A lesson of one cell.
    static func lesson(_ code: String) -> String { "# T\n\n```swift id=one\n\(code)\n```\n" }
}
