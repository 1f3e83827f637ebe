import Foundation

/// The list of a run's files, which says that all of them are written and only need to be moved to their places.
struct ArtifactJournal: Codable {
    /// The files' common name without extension.
    let stem: String
    /// The files' paths relative to the outputs' folder.
    let paths: [String]

    private static let name = "journal"

    init(stem: String, paths: [String]) {
        self.stem = stem
        self.paths = paths
    }

    /// Reads the journal of a folder; nil if there is none, so that the folder is not complete.
    init?(in staging: URL) {
        guard let data = try? Data(contentsOf: staging.appendingPathComponent(Self.name)),
            let journal = try? JSONDecoder().decode(Self.self, from: data)
        else { return nil }
        self = journal
    }

    /// Writes the journal, whole or not at all.
    func write(to staging: URL) throws {
        try JSONEncoder().encode(self).write(to: staging.appendingPathComponent(Self.name), options: .atomic)
    }

    /// Moves the files that are not moved yet, and removes pictures and the JUnit file of earlier runs.
    ///
    /// - Throws: `ArtifactError`.
    func move(from staging: URL, to folder: URL) throws {
        for path in paths {
            let source = staging.appendingPathComponent(path).path
            let target = folder.appendingPathComponent(path).path
            guard FileManager.default.fileExists(atPath: source) else { continue }
            if rename(source, target) != 0 {
                throw ArtifactError(path: target, reason: String(cString: strerror(errno)))
            }
        }
        removeStaleFiles(in: folder)
    }

    /// What cannot be removed is left: the new outputs are complete without that.
    private func removeStaleFiles(in folder: URL) {
        let manager = FileManager.default
        let pictures = folder.appendingPathComponent(stem)
        let written = Set(paths)
        // It would tell of another run than the pages beside it.
        let junit = stem + Artifacts.junitSuffix
        if !written.contains(junit) { try? manager.removeItem(at: folder.appendingPathComponent(junit)) }
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
