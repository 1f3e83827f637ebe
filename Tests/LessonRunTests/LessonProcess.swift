import Foundation

/// A finished run of the `lesson` program.
struct LessonProcess {
    let status: Int32
    let output: String
    let errors: String

    /// Runs the program with the tests' own cache.
    init(_ arguments: [String], in directory: String? = nil, environment: [String: String] = [:]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Lab.executable)
        process.arguments = arguments
        process.currentDirectoryURL = directory.map { URL(fileURLWithPath: $0) }
        process.environment = ProcessInfo.processInfo.environment.merging(["XDG_CACHE_HOME": Lab.cache]) { $1 }
            .merging(environment) { $1 }
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // Each stream is far below a pipe's buffer, so reading one after the other cannot block.
        self.output = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        self.errors = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }
}
