import Foundation

/// A directory of this run's own, for sources, modules and libraries.
struct Workspace {
    let path: String

    /// Makes an empty directory under `TMPDIR`.
    init() throws(RunError) {
        // Resolved, because the kernel names libraries by their real path.
        let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        path = "\(base)/lesson-\(UUID().uuidString)"
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: path, reason: error.localizedDescription)
        }
    }

    /// Removes the directory with all that is in it; what cannot be removed is left to the system's own cleaning.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
