import Foundation
import LessonFormat
import LessonRun
import Transfer

/// What the suites of this target share: the executable under test, its fixtures, and a cache of their own.
enum Lab {
    /// The built `lesson`, beside the test executable.
    static let executable: String = {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appendingPathComponent("lesson").path
    }()

    /// Keeps the user's own cache out of the tests; shared, because the compiler's module cache takes a second.
    static let cache: String = {
        FileManager.default.temporaryDirectory.appendingPathComponent("lesson-tests-cache").path
    }()

    static func fixture(_ name: String) throws -> String {
        guard let url = Bundle.module.url(forResource: name, withExtension: "md", subdirectory: "Fixtures") else {
            throw CocoaError(.fileNoSuchFile)
        }
        return url.path
    }

    /// Runs a lesson of the fixtures in this process, its cells in a kernel.
    static func run(fixture name: String, timeout: Double? = nil, cache: String = cache) throws -> RunRecord {
        let path = try fixture(name)
        return try run(try Lesson.load(path: path), timeout: timeout, cache: cache)
    }

    static func run(_ lesson: Lesson, timeout: Double? = nil, cache: String = cache) throws -> RunRecord {
        let runner = try LessonRunner(executable: executable, interrupt: Interrupt(), cacheDirectory: cache)
        return try runner.run(
            lesson, in: FileManager.default.temporaryDirectory.path, settings: RunSettings(timeout: timeout))
    }

    /// An empty directory that the caller removes.
    static func makeDirectory() throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("lesson-test-\(UUID().uuidString)")
            .path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
}

extension RunRecord {
    /// The record of the cell with this name.
    func cell(_ id: String) throws -> CellRecord {
        guard let record = cells.first(where: { $0.cell.id == id }) else { throw CocoaError(.fileNoSuchFile) }
        return record
    }
}

extension CellOutput {
    static func value(_ text: String, _ type: String) -> CellOutput {
        .shown(.value(ShownValue(text: text, type: type)))
    }
}
