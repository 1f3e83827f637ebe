import Foundation

extension Artifacts {
    /// Writes all files into a folder, which is made if there is none.
    ///
    /// 1. Everything is written to a temporary folder beside the outputs first; where that fails, nothing has changed.
    /// 2. Then each file is moved to its place, which replaces an earlier one in one step.
    /// 3. Pictures of earlier runs, `<stem>/*.png`, that this run did not write are removed last.
    ///
    /// - Throws: `ArtifactError`.
    package func write(to directory: String) throws {
        let manager = FileManager.default
        let folder = URL(fileURLWithPath: directory)
        let staging = folder.appendingPathComponent(".\(stem)-\(UUID().uuidString)")
        do {
            try manager.createDirectory(at: staging, withIntermediateDirectories: true)
        } catch {
            throw ArtifactError(path: directory, reason: error.localizedDescription)
        }
        defer { try? manager.removeItem(at: staging) }
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
        for file in files {
            let source = staging.appendingPathComponent(file.path).path
            let target = folder.appendingPathComponent(file.path).path
            if rename(source, target) != 0 {
                throw ArtifactError(path: target, reason: String(cString: strerror(errno)))
            }
        }
        removeStalePictures(in: folder)
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
            throw ArtifactError(path: directory, reason: error.localizedDescription)
        }
        if access(directory, W_OK) != 0 {
            throw ArtifactError(path: directory, reason: String(cString: strerror(errno)))
        }
    }

    private func attempt(_ file: Artifact, in folder: URL, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as ArtifactError {
            throw error
        } catch {
            throw ArtifactError(
                path: folder.appendingPathComponent(file.path).path, reason: error.localizedDescription)
        }
    }

    /// A picture that cannot be removed is left: the new outputs are complete without that.
    private func removeStalePictures(in folder: URL) {
        let manager = FileManager.default
        let pictures = folder.appendingPathComponent(stem)
        let written = Set(files.map(\.path))
        for name in (try? manager.contentsOfDirectory(atPath: pictures.path)) ?? [] {
            if name.hasSuffix(".png"), !written.contains("\(stem)/\(name)") {
                try? manager.removeItem(at: pictures.appendingPathComponent(name))
            }
        }
        if (try? manager.contentsOfDirectory(atPath: pictures.path))?.isEmpty == true {
            try? manager.removeItem(at: pictures)
        }
    }
}
