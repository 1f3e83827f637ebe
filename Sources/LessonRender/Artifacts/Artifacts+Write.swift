import Foundation
import LessonRun

extension Artifacts {
    /// Writes all files into a folder, which is made if there is none.
    ///
    /// 1. Everything is written to a temporary folder beside the outputs first; where that fails, nothing has changed.
    /// 2. Then a journal in that folder says that it is complete.
    /// 3. Then each file is moved to its place, which replaces an earlier one in one step.
    /// 4. Pictures of earlier runs, `<stem>/*.png`, and a JUnit file that this run did not write are removed last.
    ///
    /// What a process that was killed left behind is removed before, or brought to its end if it was complete.
    ///
    /// - Throws: `ArtifactError`.
    package func write(to directory: String) throws {
        let manager = FileManager.default
        let folder = URL(fileURLWithPath: directory)
        Self.recover(in: directory)
        let scratch: ScratchDirectory
        do {
            scratch = try ScratchDirectory(in: folder.path, prefix: ".\(stem)-")
        } catch {
            throw ArtifactError(path: directory, reason: systemReason(error))
        }
        defer { scratch.remove() }
        let staging = URL(fileURLWithPath: scratch.path)
        for file in files {
            try attempt(file, in: folder) {
                let target = folder.appendingPathComponent(file.path)
                var isDirectory: ObjCBool = false
                if manager.fileExists(atPath: target.path, isDirectory: &isDirectory), isDirectory.boolValue {
                    throw ArtifactError(path: target.path, reason: "a folder has this name")
                }
                let staged = staging.appendingPathComponent(file.path)
                try manager.createDirectory(
                    at: staged.deletingLastPathComponent(), withIntermediateDirectories: true)
                try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
                try file.data.write(to: staged)
            }
        }
        let journal = ArtifactJournal(stem: stem, paths: files.map(\.path))
        do {
            try journal.write(to: staging)
        } catch {
            throw ArtifactError(path: directory, reason: systemReason(error))
        }
        try journal.move(from: staging, to: folder)
    }

    /// Brings to its end what a process that was killed had completely written, and removes what it had not.
    package static func recover(in directory: String) {
        let folder = URL(fileURLWithPath: directory)
        ScratchDirectory.removeAbandoned(in: folder.path, where: { $0.hasPrefix(".") && $0.hasSuffix("-") }) { path in
            let staging = URL(fileURLWithPath: path)
            // What cannot be moved is lost with the folder; the lesson can be run again.
            try? ArtifactJournal(in: staging)?.move(from: staging, to: folder)
        }
    }

    /// Makes the outputs' folder if there is none, and finds out whether files can be made there, before a long run.
    ///
    /// - Throws: `ArtifactError`.
    package static func checkFolder(_ directory: String) throws {
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), !isDirectory.boolValue {
            throw ArtifactError(path: directory, reason: "it is a file")
        }
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw ArtifactError(path: directory, reason: systemReason(error))
        }
        if access(directory, W_OK) != 0 {
            throw ArtifactError(path: directory, reason: String(cString: strerror(errno)))
        }
        recover(in: directory)
    }

    private func attempt(_ file: Artifact, in folder: URL, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as ArtifactError {
            throw error
        } catch {
            throw ArtifactError(
                path: folder.appendingPathComponent(file.path).path, reason: systemReason(error))
        }
    }
}
