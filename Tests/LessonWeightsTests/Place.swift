import Foundation

/// Where the suites of this target work: the built program, and folders of their own.
enum Place {
    /// The built `lesson`, beside the test executable.
    static let executable: String = {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appendingPathComponent("lesson").path
    }()

    /// Gives an empty folder, removed afterwards.
    static func temporary<T>(_ body: (String) throws -> T) throws -> T {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("lesson-weights-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }
}

/// A user's home, with nothing in it at first, and the program run by that user.
struct Home {
    let path: String

    var models: String { "\(path)/keras/models" }

    /// The file that the tests fetch, of which neither size nor checksum are known before.
    static let fileName = "mobilenet_2_5_128_tf_no_top.h5"
    static let arguments = ["mobilenet", "--alpha", "0.25", "--size", "128"]

    var file: String { "\(models)/\(Self.fileName)" }

    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    static func with<T>(_ body: (Home) throws -> T) throws -> T {
        try Place.temporary { try body(Home(path: $0)) }
    }

    func fetch(from address: String, _ more: [String] = [], environment: [String: String] = [:]) throws -> Result {
        try run(["weights", "fetch"] + Self.arguments + ["--from", address] + more, environment: environment)
    }

    /// Runs the program to its end.
    func run(
        _ arguments: [String], environment: [String: String] = [:], shell: String? = nil,
        whileRunning: (Process) throws -> Void = { _ in }
    ) throws -> Result {
        let process = Process()
        if let shell {
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", "\(shell); exec \"$@\"", "sh", Place.executable] + arguments
        } else {
            process.executableURL = URL(fileURLWithPath: Place.executable)
            process.arguments = arguments
        }
        var variables = ProcessInfo.processInfo.environment.filter { !$0.key.lowercased().hasSuffix("_proxy") }
        variables["HOME"] = path
        variables["KERAS_HOME"] = "\(path)/keras"
        variables["XDG_CACHE_HOME"] = "\(path)/cache"
        process.environment = variables.merging(environment) { $1 }
        let (output, errors) = (Pipe(), Pipe())
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
}
