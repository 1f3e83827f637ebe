import Foundation
import Glibc

/// A directory for what is not finished, held by a lock as long as its owner lives.
///
/// A process that is killed cannot clean up, but its lock goes with it: whoever finds such a directory unlocked may
/// remove it.
package final class ScratchDirectory {
    /// Where it lies.
    package let path: String
    private let lock: Int32

    /// Makes an empty directory `<prefix><UUID>` in a folder, which is made if there is none.
    ///
    /// - Throws: what the system says.
    package init(in folder: String, prefix: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        while true {
            let path = "\(folder)/\(prefix)\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            // Until it is locked somebody may take it for an abandoned one; then another is made.
            guard let lock = Self.lock(path) else { continue }
            guard FileManager.default.fileExists(atPath: path) else {
                close(lock)
                continue
            }
            (self.path, self.lock) = (path, lock)
            return
        }
    }

    deinit {
        close(lock)
    }

    /// Removes the directory with all that is in it; what cannot be removed is left to the next who cleans.
    package func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Removes the directories of owners that are gone.
    ///
    /// - Parameters:
    ///   - folder: where they lie.
    ///   - isName: whether what stands before the UUID is the prefix of such a directory.
    ///   - finish: what to do with one before it is removed.
    package static func removeAbandoned(
        in folder: String, where isName: (Substring) -> Bool, finish: (_ path: String) -> Void = { _ in }
    ) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard UUID(uuidString: String(name.suffix(36))) != nil, isName(name.dropLast(36)) else { continue }
            let path = "\(folder)/\(name)"
            guard let lock = lock(path) else { continue }
            finish(path)
            try? FileManager.default.removeItem(atPath: path)
            close(lock)
        }
    }

    /// Locks a directory; nil if it is gone or another process, or another part of this one, holds it.
    private static func lock(_ path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}
