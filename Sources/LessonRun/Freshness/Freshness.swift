public import Foundation
public import LessonFormat

/// Tells whether a lesson's outputs are what another run would give.
///
/// What a run depended on is kept in the user's cache, so that it is never part of the outputs: the lesson, parameters
/// and seed; the program, the compiler and variables that the engine looks at; the files, folders and missing files that
/// cells were seen to use; and the outputs themselves. The network, the time, other variables, and files that programs
/// started by cells read cannot be seen.
public struct Freshness {
    /// What became of a comparison.
    public enum Verdict: Hashable, Sendable {
        /// Nothing is known of an earlier run that passed.
        case unknown
        /// Nothing has changed since the run that began then.
        case fresh(since: Date)
        /// What has changed, a sentence each.
        case changed([String])

        /// Whether nothing has changed.
        public var isFresh: Bool { if case .fresh = self { true } else { false } }
    }

    private struct Manifest: Codable {
        var date: Date
        var inputs: RunInputs
        var files: [UsedFile]
        var outputs: [UsedFile]
    }

    private let path: String
    private let inputs: RunInputs
    /// The folder of the program and the files that come with it.
    private let programDirectory: String

    /// Names a lesson's run into a folder of outputs.
    ///
    /// - Parameters:
    ///   - lesson: The lesson with its parameters set.
    ///   - source: The lesson file's path.
    ///   - executable: This program.
    ///   - cacheDirectory: Where what runs depended on is kept, else in the user's cache.
    /// - Throws: `RunError` when a part of the toolchain is missing.
    public init(
        of lesson: Lesson, source: String, outputDirectory: String, settings: RunSettings, executable: String,
        cacheDirectory: String? = nil
    ) throws(RunError) {
        programDirectory = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent().path
        inputs = RunInputs(lesson, settings, try Toolchain(executable: executable))
        var hash = SHA256()
        for path in [source, outputDirectory] {
            hash.update(URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path)
        }
        hash.update("\(settings.quick == nil) \(settings.selection.isWhole)")
        path = "\(cacheDirectory ?? CellCache.standardDirectory)/runs/\(hash.finalize()).json"
    }

    /// Compares everything with the last run that passed.
    public func verdict() -> Verdict {
        guard let data = FileManager.default.contents(atPath: path),
            let manifest = try? JSONDecoder().decode(Manifest.self, from: data)
        else { return .unknown }
        var changes = inputs.changes(since: manifest.inputs)
        changes += manifest.files.compactMap { file in file.change.map { "'\(Self.short(file.path))' \($0)" } }
        changes += manifest.outputs.compactMap { file in
            file.change.map { "the output '\(Self.short(file.path))' \($0)" }
        }
        return changes.isEmpty ? .fresh(since: manifest.date) : .changed(changes)
    }

    /// Notes a run that passed, and the files that it used and wrote; what cannot be noted only costs another run.
    ///
    /// - Parameters:
    ///   - observations: What cells were seen to use.
    ///   - pictures: The files that the page shows besides.
    ///   - outputs: The files that were written.
    public func note(date: Date, observations: FileObservations, pictures: [String], outputs: [String]) {
        let own = Set(outputs.map { Self.standard($0) })
        let files = observations.all.filter { path, _ in
            !own.contains(path) && !path.hasPrefix(programDirectory + "/") && !Self.isOfSystem(path)
        }
        let manifest = Manifest(
            date: date, inputs: inputs,
            files: files.compactMap { UsedFile($0.path, $0.observation) }
                + pictures.map { UsedFile.now(Self.standard($0)) },
            outputs: outputs.map { UsedFile.now(Self.standard($0)) })
        guard let data = try? JSONEncoder().encode(manifest) else { return }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? data.write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    /// Forgets the last run, because its outputs are being replaced or it failed.
    public func forget() {
        try? FileManager.default.removeItem(atPath: path)
    }

    private static func standard(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

    /// Libraries and settings that are changed by installing programs, which changes the engine's too.
    private static func isOfSystem(_ path: String) -> Bool {
        ["/usr/", "/etc/", "/lib/", "/lib64/"].contains { path.hasPrefix($0) }
    }

    private static func short(_ path: String) -> String {
        let here = FileManager.default.currentDirectoryPath + "/"
        return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
    }
}
