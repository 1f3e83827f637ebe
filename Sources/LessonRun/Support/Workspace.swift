import Foundation

/// A directory of this run's own, for sources, modules and libraries.
struct Workspace {
    private let directory: ScratchDirectory

    var path: String { directory.path }

    /// Makes an empty directory under `TMPDIR`, and removes those of runs that were killed.
    init() throws(RunError) {
        // Resolved, because the kernel names libraries by their real path.
        let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        ScratchDirectory.removeAbandoned(in: base, where: { $0 == Self.prefix })
        do {
            directory = try ScratchDirectory(in: base, prefix: Self.prefix)
        } catch {
            throw .cannotWrite(path: base, reason: systemReason(error))
        }
    }

    private static let prefix = "lesson-"

    /// Removes the directory with all that is in it.
    func remove() {
        directory.remove()
    }
}
